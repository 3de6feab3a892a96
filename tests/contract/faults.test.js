import assert from 'node:assert/strict';
import { test } from 'node:test';

import { scenario, startCloud } from './support/cloud.js';
import { gslClient } from './support/gsl.js';
import { errorOf, poolNamed, vmsClient } from './support/vms.js';

async function withScenario(name, body) {
  const cloud = await startCloud('--scenario', scenario(name));
  try {
    await body(cloud);
  } finally {
    await cloud.stop();
  }
}

test('answer-lost: the SDK sees ECONNRESET, and the pool is renamed all the same', () =>
  withScenario('answer-lost', async (cloud) => {
    const vms = vmsClient(cloud);
    await assert.rejects(vms.updateNumberPoolV2({ NumberPoolNo: 'NP1234', Name: '丢失的答复' }), { code: 'ECONNRESET' });
    assert.equal((await poolNamed(vms, '丢失的答复')).NumberPoolNo, 'NP1234');
  }));

test('quota-exceeded: the third update resolves with the documented error and changes nothing', () =>
  withScenario('quota-exceeded', async (cloud) => {
    const vms = vmsClient(cloud);
    const rename = (name) => vms.updateNumberPoolV2({ NumberPoolNo: 'NP1234', Name: name });
    assert.deepEqual((await rename('第一次')).Result, { Success: true });
    assert.deepEqual((await rename('第二次')).Result, { Success: true });
    const third = await rename('第三次');
    assert.equal(errorOf(third), 'QuotaExceeded');
    assert.match(third.ResponseMetadata.Error.Message, /has exceeded the quota/);
    assert.equal(third.Result, undefined);
    assert.equal((await poolNamed(vms, '第二次')).NumberPoolNo, 'NP1234');
    assert.deepEqual((await rename('第四次')).Result, { Success: true });
  }));

test('system-busy: the SDK throws a ServerResponseException with the documented error', () =>
  withScenario('system-busy', async (cloud) => {
    const gsl = gslClient(cloud);
    const errors = [];
    for (let call = 0; call < 40 && errors.length === 0; ++call) {
      await gsl.deleteRealName({ path: { sim_card_id: 158123456 } }).catch((error) => errors.push(error));
    }
    assert.equal(errors.length, 1);
    assert.equal(errors[0].constructor.name, 'ServerResponseException');
    assert.equal(errors[0].httpStatusCode, 500);
    assert.equal(errors[0].errorCode, 'GSL.00010003');
    assert.equal(errors[0].errorMsg, '系统繁忙,请稍后重试。');
  }));

test('throttled-burst: the eleventh list of a burst resolves with FlowLimitExceeded, for this access key alone', () =>
  withScenario('throttled-burst', async (cloud) => {
    const hasty = vmsClient(cloud, { accessKey: 'AKVIRGA-hasty' });
    const answers = await Promise.all(Array.from({ length: 40 }, () => hasty.numberPoolList({})));
    const errors = answers.map(errorOf).filter((code) => code !== undefined);
    assert.ok(errors.length > 0 && errors.length <= 30, `${errors.length} of 40 were refused`);
    assert.deepEqual([...new Set(errors)], ['FlowLimitExceeded']);
    assert.equal(errorOf(await vmsClient(cloud, { accessKey: 'AKVIRGA-calm' }).numberPoolList({})), undefined);
  }));

test('flapping: three calls resolve, two with ServiceUnavailable', () =>
  withScenario('flapping', async (cloud) => {
    const vms = vmsClient(cloud);
    const seen = [];
    for (let call = 0; call < 7; ++call) seen.push(errorOf(await vms.numberPoolList({})));
    assert.deepEqual(seen, [undefined, undefined, undefined, 'ServiceUnavailable', 'ServiceUnavailable', undefined, undefined]);
  }));

test('lost-before: the SDK throws twice, and the third attempt creates the one tag', () =>
  withScenario('lost-before', async (cloud) => {
    const gsl = gslClient(cloud);
    const create = () => gsl.createTag({ body: { tag_name: '丢失的请求' } });
    const count = async () => (await gsl.listTags({ query: { tag_name: '丢失的请求' } })).count;
    await assert.rejects(create());
    await assert.rejects(create());
    assert.equal(await count(), 0);
    assert.equal((await create()).httpStatusCode, 200);
    assert.equal(await count(), 1);
  }));

test('cut-answer: the SDK does not take 60% of a list for the list', () =>
  withScenario('cut-answer', async (cloud) => {
    const gsl = gslClient(cloud);
    const { count } = await gsl.listSimCards();
    await gsl.listSimCards();
    await assert.rejects(gsl.listSimCards());
    assert.equal((await gsl.listSimCards()).count, count);
  }));

test('html-from-proxy: the SDK throws on the page with its status, and reads JSON that calls itself HTML', () =>
  withScenario('html-from-proxy', async (cloud) => {
    const gsl = gslClient(cloud);
    await assert.rejects(gsl.listTags(), { httpStatusCode: 502 });
    assert.equal((await gsl.listTags()).httpStatusCode, 200);
    await assert.rejects(gsl.listTags(), { httpStatusCode: 500, errorCode: 'PROXY.0001' });
    assert.equal((await gsl.listTags()).count, 11);
  }));
