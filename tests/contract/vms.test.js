import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startCloud } from './support/cloud.js';
import { errorOf, poolNamed, vmsClient } from './support/vms.js';

let cloud;
let vms;

before(async () => {
  cloud = await startCloud();
  vms = vmsClient(cloud);
});
after(() => cloud.stop());

test('an answer carries the five members of the envelope', async () => {
  const { ResponseMetadata } = await vms.numberPoolList({});
  const { RequestId, ...rest } = ResponseMetadata;
  assert.match(RequestId, /^\d{14}[0-9A-F]{18,20}$/);
  assert.deepEqual(rest, {
    Action: 'NumberPoolList',
    Version: '2022-01-01',
    Service: 'vms',
    Region: 'cn-beijing',
  });
});

test('CreateNumberPool answers the pool, which NumberPoolList then shows', async () => {
  const created = await vms.createNumberPool({ Name: '新建号码池', ServiceType: 100, SubServiceType: 101 });
  const { NumberPoolNo, ...rest } = created.Result;
  assert.match(NumberPoolNo, /^NP\d+$/);
  assert.deepEqual(rest, { Name: '新建号码池', ServiceType: 100, SubServiceType: 101 });

  const listed = await vms.numberPoolList({ NumberPoolNo });
  assert.equal(listed.Result.Total, 1);
  assert.equal(listed.Result.Records[0].NumberPoolName, '新建号码池');
  assert.equal(listed.Result.Records[0].NumberCount, 0);
});

test('CreateNumberPool without a name is refused with MissingParameter', async () => {
  const refused = await vms.createNumberPool({ ServiceType: 100, SubServiceType: 101 });
  assert.equal(errorOf(refused), 'MissingParameter');
  assert.equal(refused.ResponseMetadata.Error.Message, 'The required parameter Name is missing.');
  assert.equal(refused.Result, undefined);
});

test('UpdateNumberPoolV2 renames the pool of the documentation', async () => {
  const updated = await vms.updateNumberPoolV2({
    NumberPoolNo: 'NP1234',
    Name: '营销专用号码池二',
    ServiceType: 100,
    SubServiceType: 101,
  });
  assert.deepEqual(updated.Result, { Success: true });
  assert.equal((await poolNamed(vms, '营销专用号码池二')).NumberPoolNo, 'NP1234');
});

test('UpdateNumberPoolV2 refuses a pool that does not exist', async () => {
  const refused = await vms.updateNumberPoolV2({ NumberPoolNo: 'NP9999', Name: '无' });
  assert.equal(errorOf(refused), 'InvalidParameter');
  assert.equal(refused.ResponseMetadata.Error.Message, 'The specified parameter NumberPoolNo is invalid.');
});

test('UpdateNumberPool takes a form and answers a bare true', async () => {
  const { Result: pool } = await vms.createNumberPool({ Name: '旧名 +&=', ServiceType: 100, SubServiceType: 101 });
  const updated = await vms.updateNumberPool({ NumberPoolNo: pool.NumberPoolNo, Name: '新名 +&=%' });
  assert.equal(updated.Result, true);
  assert.equal((await poolNamed(vms, '新名 +&=%')).NumberPoolNo, pool.NumberPoolNo);
});

test('NumberPoolList pages by row offset', async () => {
  const all = (await vms.numberPoolList({ Limit: 100 })).Result;
  assert.equal(all.Records.length, all.Total);
  const second = (await vms.numberPoolList({ Limit: 1, Offset: 1 })).Result;
  assert.deepEqual(second, { Limit: 1, Offset: 1, Total: all.Total, Records: [all.Records[1]] });
});

test('a wrong secret resolves with SignatureDoesNotMatch', async () => {
  const refused = await vmsClient(cloud, { secret: 'SKWRONG' }).numberPoolList({});
  assert.equal(errorOf(refused), 'SignatureDoesNotMatch');
  assert.equal(refused.ResponseMetadata.Error.CodeN, 100010);
});

test('an unknown access key resolves with InvalidAccessKey', async () => {
  const refused = await vmsClient(cloud, { accessKey: 'AKNOBODY' }).numberPoolList({});
  assert.equal(errorOf(refused), 'InvalidAccessKey');
  assert.equal(refused.ResponseMetadata.Error.CodeN, 100009);
});
