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
