import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startCloud } from './support/cloud.js';
import { gslClient } from './support/gsl.js';

const CARD = 158123456;
const ICCID = '89860622330010641805';
const POOL = 100000001;

let cloud;
let gsl;

before(async () => {
  cloud = await startCloud();
  gsl = gslClient(cloud);
});
after(() => cloud.stop());

// China's calendar month, which is what the cloud bills by.
function currentMonth() {
  return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 7);
}

// The SDK spreads an array into an object with its indices and the status.
function rows({ httpStatusCode, ...rest }) {
  assert.equal(httpStatusCode, 200);
  return Object.values(rest);
}

test('ListSimCards pages through the cards', async () => {
  const page = await gsl.listSimCards({ query: { limit: 10, offset: 1 } });
  assert.equal(page.httpStatusCode, 200);
  assert.equal(page.limit, 10);
  assert.equal(page.offset, 1);
  assert.equal(page.sim_cards.length, Math.min(10, page.count));
});

test('ListSimCards finds a card by its container id', async () => {
  const page = await gsl.listSimCards({ query: { main_search_type: 1, main_search_key: ICCID } });
  assert.deepEqual(page.sim_cards.map((card) => card.sim_card_id), [CARD]);
});

test('ListSimCards takes a repeated tag_id', async () => {
  const page = await gsl.listSimCards({ query: { tag_id: [123, 456] } });
  assert.equal(page.httpStatusCode, 200);
});

test('ShowSimCard answers one card by id, and the same by 0 and ICCID', async () => {
  const byId = await gsl.showSimCard({ path: { sim_card_id: CARD } });
  assert.equal(byId.sim_card_id, CARD);
  assert.equal(byId.iccid, ICCID);
  assert.deepEqual(await gsl.showSimCard({ path: { sim_card_id: 0 }, query: { iccid: ICCID } }), byId);
});

test('ShowRealNamed answers by id, and the same by 0 and ICCID', async () => {
  const byId = await gsl.showRealNamed({ path: { sim_card_id: CARD } });
  assert.equal(byId.iccid, ICCID);
  assert.equal(typeof byId.real_named, 'boolean');
  assert.deepEqual(await gsl.showRealNamed({ path: { sim_card_id: 0 }, query: { iccid: ICCID } }), byId);
  assert.deepEqual(await gsl.showRealNamed({ path: { sim_card_id: 0 }, body: { iccid: ICCID } }), byId);
});

test('ShowRealNamed of a card that does not exist throws GSL.00011001', async () => {
  await assert.rejects(gsl.showRealNamed({ path: { sim_card_id: 1 } }), {
    httpStatusCode: 400,
    errorCode: 'GSL.00011001',
    errorMsg: 'sim卡不存在或没有SIM卡的访问权限!',
  });
});

test('DeleteRealName opens a work order, which both lists then show', async () => {
  const { work_order_id } = await gsl.deleteRealName({ path: { sim_card_id: CARD } });
  assert.ok(Number.isSafeInteger(work_order_id));

  const orders = await gsl.listWorkOrders({ query: { main_search_key: String(work_order_id) } });
  assert.equal(orders.count, 1);
  assert.equal(orders.work_orders[0].work_order_type, 14);

  const rows = await gsl.listWorkOrderDetails({ path: { work_order_id } });
  assert.deepEqual(rows.work_order_details.map((row) => row.sim_card_id), [CARD]);
});

test('ListSimPools shows the pool of the demo fixture', async () => {
  const page = await gsl.listSimPools();
  assert.ok(page.pools.some((pool) => pool.id === POOL));
});

test('ListSimPoolMembers shows the members of the current month', async () => {
  const page = await gsl.listSimPoolMembers({
    path: { sim_pool_id: POOL },
    query: { billing_cycle: currentMonth() },
  });
  assert.ok(page.count > 0);
  assert.ok(page.pool_members.every((member) => member.id === POOL));
});

test('ListSimPoolMembers of an illegal month throws GSL.00011004', async () => {
  const asked = gsl.listSimPoolMembers({ path: { sim_pool_id: POOL }, query: { billing_cycle: '2021-13' } });
  await assert.rejects(asked, { httpStatusCode: 403, errorCode: 'GSL.00011004', errorMsg: '账期不合法,请检查!' });
});

test('SendSms is accepted and ListSmsDetails shows the message', async () => {
  const sent = await gsl.sendSms({ body: { cids: [ICCID], sms_content: '合同测试' } });
  assert.equal(sent.httpStatusCode, 200);
  const page = await gsl.listSmsDetails({ query: { cid: ICCID } });
  assert.equal(page.sms_details[0].sms_content, '合同测试');
});

test('CreateTag, ListTags and DeleteTag see the same tag', async () => {
  const { httpStatusCode, ...tag } = await gsl.createTag({ body: { tag_name: '合同标签' } });
  assert.equal(httpStatusCode, 200);
  assert.deepEqual(tag, { id: tag.id, tag_name: '合同标签', status: 0 });

  const listed = await gsl.listTags({ query: { tag_name: '合同标签' } });
  assert.deepEqual(listed.tags, [tag]);

  assert.equal((await gsl.deleteTag({ path: { tag_id: tag.id } })).httpStatusCode, 200);
  assert.equal((await gsl.listTags({ query: { tag_name: '合同标签' } })).count, 0);
  await assert.rejects(gsl.deleteTag({ path: { tag_id: tag.id } }), {
    httpStatusCode: 400,
    errorCode: 'GSL.00022004',
  });
});

test('BatchSetTags replaces the tags of a card', async () => {
  const tagged = async (tag) => {
    const page = await gsl.listSimCards({ query: { tag_id: tag, limit: 500 } });
    return page.sim_cards.some((card) => card.sim_card_id === CARD);
  };
  assert.equal((await gsl.batchSetTags({ body: { sim_card_ids: [CARD], tag_ids: [123] } })).httpStatusCode, 200);
  assert.deepEqual([await tagged(123), await tagged(456)], [true, false]);
  await gsl.batchSetTags({ body: { sim_card_ids: [CARD], tag_ids: [456] } });
  assert.deepEqual([await tagged(123), await tagged(456)], [false, true]);
});

test('BatchSetTags with an unknown tag throws GSL.000160053 and names it', async () => {
  await assert.rejects(gsl.batchSetTags({ body: { sim_card_ids: [CARD], tag_ids: [999999] } }), {
    httpStatusCode: 400,
    errorCode: 'GSL.000160053',
    errorMsg: '以下simCardId/tagId不存在或没有操作权限,请重新输入!simCardId/tagId : [999999]',
  });
});

// Each files a work order for the card, or for another that may have it.
const ORDERS = [
  ['enableSimCard', 345678, {}, 10],
  ['startStopNet', CARD, { action: 'ADD' }, 11],
  ['setExceedCutNet', CARD, { action: 1, quota: '500' }, 12],
  ['registerImei', CARD, { bind_type: 1 }, 13],
  ['setSpeedValue', CARD, { speed_value: 1024 }, 15],
  ['setNetworkSwitchPolicy', 600000000001, { network_switch_policy_id: 1 }, 24],
  ['switchNetwork', 600000000001, { carrier_type: 3 }, 25],
  ['stopSimCard', CARD, { down_up_switch: 1 }, 5],
];

for (const [operation, card, body, type] of ORDERS) {
  test(`${operation} files a work order`, async () => {
    const { work_order_id } = await gsl[operation]({ path: { sim_card_id: card }, body });
    const page = await gsl.listWorkOrders({ query: { main_search_key: String(work_order_id) } });
    assert.deepEqual(page.work_orders.map((order) => order.work_order_type), [type]);
  });
}

test('ResetSimCard of a card in use throws GSL.00016013 with status 403', async () => {
  await assert.rejects(gsl.resetSimCard({ path: { sim_card_id: 234567 }, body: { down_up_switch: 2 } }), {
    httpStatusCode: 403,
    errorCode: 'GSL.00016013',
  });
});

test('ShowMonthUsages tells the current month of cards, by id and by ICCID', async () => {
  const billing_cycles = [currentMonth()];
  const byId = await gsl.showMonthUsages({ body: { sim_card_ids: [CARD], billing_cycles } });
  assert.equal(byId.month_usages[0].flow_usages[0].billing_cycle, billing_cycles[0].replace('-', ''));
  const byIccid = await gsl.showMonthUsages({ body: { sim_card_ids: [], iccids: [ICCID], billing_cycles } });
  assert.deepEqual(byIccid.month_usages, byId.month_usages);
});

test('answers that are bare arrays arrive as arrays', async () => {
  const lastMonth = new Date(Date.now() + 8 * 3600 * 1000);
  lastMonth.setUTCDate(0);
  const month = lastMonth.toISOString().slice(0, 7).replace('-', '');
  const days = await gsl.listSimCardFlowPerDay({ body: { sim_card_ids: [CARD], month } });
  assert.equal(rows(days).length, lastMonth.getUTCDate());
  const plans = await gsl.listSimPricePlans({ query: { sim_card_id: CARD } });
  assert.equal(rows(plans)[0].price_plan_name, '中国电信每月10M联接服务');
  const flows = await gsl.listFlowBySimCards({ body: { iccids: [ICCID] } });
  assert.equal(rows(flows)[0].flow_total, 10);
});

test('a custom attribute is made, renamed, turned off and on, and set', async () => {
  const { id } = await gsl.createAttribute({ body: { cust_attr_name: '合同属性' } });
  const path = { attribute_id: id };
  await gsl.updateAttribute({ path, body: { cust_attr_name: '新合同属性' } });
  await gsl.disableAttribute({ path });
  const status = async () =>
    (await gsl.listAttributes({ query: { cust_attr_name: '新合同属性' } })).attributes[0].status;
  assert.equal(await status(), 0);
  await gsl.enableAttribute({ path });
  assert.equal(await status(), 1);
  await gsl.batchSetAttributes({ body: { attributes: [{ sim_card_id: CARD, customer_attribute4: 'v' }] } });
  assert.equal((await gsl.showSimCard({ path: { sim_card_id: CARD } })).customer_attribute4, 'v');
});

test('BatchSetAttributes of a disabled slot throws GSL.00012031 with the rows as JSON', async () => {
  const attributes = [{ sim_card_id: CARD, customer_attribute6: 'v' }];
  await assert.rejects(gsl.batchSetAttributes({ body: { attributes } }), {
    httpStatusCode: 400,
    errorCode: 'GSL.00012031',
    errorMsg: `[{"fail_reason":"自定义属性六未启用","sim_card_id":${CARD}}]`,
  });
});

test('a switching policy is made and listed, beside those of the system', async () => {
  await gsl.addNetworkSwitchPolicy({ body: { policy_name: '合同策略', version: 2, switch_order: '1,2,3' } });
  const page = await gsl.listNetworkSwitchPolicies({ query: { version: 2, limit: 100 } });
  const names = page.network_switch_policy_list.map((policy) => policy.policy_name);
  assert.ok(names.includes('合同策略') && names.includes('默认策略无SDK版'));
});

test('three-network cards, plans on offer and backward pools are listed', async () => {
  assert.ok((await gsl.listSimDeviceMultiply({ query: { version: 1 } })).count > 0);
  assert.ok((await gsl.listProPricePlans({ query: { carrier_type: 2 } })).count > 0);
  const { pools } = await gsl.listBackPools();
  const members = await gsl.listBackPoolMembers({
    path: { back_pool_id: pools[0].id },
    query: { billing_cycle: currentMonth() },
  });
  assert.equal(members.count, pools[0].quantity);
});

test('a wrong secret throws APIGW.0301 with status 401 and the id of the request', async () => {
  await assert.rejects(gslClient(cloud, { secret: 'SKWRONG' }).listTags(), (error) => {
    assert.equal(error.constructor.name, 'ClientRequestException');
    assert.equal(error.httpStatusCode, 401);
    assert.equal(error.errorCode, 'APIGW.0301');
    assert.match(error.errorMsg, /^Incorrect IAM authentication information: verify aksk signature fail/);
    assert.match(error.requestId, /^[0-9a-f]{32}$/);
    return true;
  });
});

test('an unknown access key throws APIGW.0301 with status 401', async () => {
  await assert.rejects(gslClient(cloud, { accessKey: 'AKNOBODY' }).listTags(), {
    httpStatusCode: 401,
    errorCode: 'APIGW.0301',
  });
});
