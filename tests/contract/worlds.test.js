import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { scenario, startCloud } from './support/cloud.js';
import { gslClient } from './support/gsl.js';
import { errorOf, poolNamed, vmsClient } from './support/vms.js';

const A = { accessKey: 'AKVIRGA-a' };
const B = { accessKey: 'AKVIRGA-b' };

let cloud;

before(async () => {
  cloud = await startCloud('--scenario', scenario('quota-exceeded'));
});
after(() => cloud.stop());

test('a pool created with one access key is absent with another', async () => {
  await vmsClient(cloud, A).createNumberPool({ Name: '甲的号码池', ServiceType: 100, SubServiceType: 101 });
  assert.ok(await poolNamed(vmsClient(cloud, A), '甲的号码池'));
  assert.equal(await poolNamed(vmsClient(cloud, B), '甲的号码池'), undefined);
});

test('a tag created with one access key is absent with another', async () => {
  await gslClient(cloud, A).createTag({ body: { tag_name: '甲的标签' } });
  const count = async (account) => (await gslClient(cloud, account).listTags({ query: { tag_name: '甲的标签' } })).count;
  assert.deepEqual([await count(A), await count(B)], [1, 0]);
});

test('a scenario counts the calls of each access key apart', async () => {
  const rename = async (account) =>
    errorOf(await vmsClient(cloud, account).updateNumberPoolV2({ NumberPoolNo: 'NP1234', Name: '号码池' }));
  const turns = [A, A, B, B, A, B, A, B];
  const seen = [];
  for (const account of turns) seen.push(await rename(account));
  assert.deepEqual(
    seen,
    [undefined, undefined, undefined, undefined, 'QuotaExceeded', 'QuotaExceeded', undefined, undefined],
  );
});
