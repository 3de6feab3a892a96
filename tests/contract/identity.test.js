import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ACCESS_KEY, startCloud } from './support/cloud.js';
import { gslClient, gslClientBearing } from './support/gsl.js';
import { logIn, temporaryKey, tokenOf } from './support/iam.js';
import { assumeRole, errorOf, vmsClient } from './support/vms.js';

let cloud;

before(async () => {
  cloud = await startCloud();
});
after(() => cloud.stop());

// What the journal of a world says was asked, oldest first.
async function asked(world) {
  const response = await fetch(`${cloud.url}/_virga/requests?world=${world}`);
  return (await response.json()).requests;
}

const moveClock = (world, by) =>
  fetch(`${cloud.url}/_virga/clock/advance?world=${world}`, { method: 'POST', body: JSON.stringify({ by }) });

test('the SDK of Huawei finds its project with an access key alone', async () => {
  const accessKey = 'AKVIRGA-alone';
  const page = await gslClient(cloud, { accessKey, region: 'cn-north-4' }).listTags();
  assert.equal(page.httpStatusCode, 200);
  const requests = await asked(accessKey);
  assert.deepEqual(
    requests.map((request) => request.operation),
    ['KeystoneListProjects', 'ListTags'],
  );
  const project = requests[1].request.headers.find(([name]) => name.toLowerCase() === 'x-project-id');
  assert.equal(project[1], '0123456789abcdef0123456789abcdef');
});

test('the SDK of Huawei makes the project of a region where there is none', async () => {
  const accessKey = 'AKVIRGA-fresh';
  assert.equal((await gslClient(cloud, { accessKey, region: 'cn-east-3' }).listTags()).httpStatusCode, 200);
  assert.deepEqual(
    (await asked(accessKey)).map((request) => request.operation),
    ['KeystoneListProjects', 'KeystoneListRegions', 'KeystoneListAuthDomains', 'KeystoneCreateProject', 'ListTags'],
  );
});

test('a login gives a token that the SDK of Huawei can bear', async () => {
  const domain = 'AKVIRGA-token';
  const login = await logIn(cloud, domain);
  assert.equal(login.status, 201);
  assert.equal(login.body.token.project.name, 'cn-north-4');
  const gsl = gslClientBearing(cloud, login.headers.get('X-Subject-Token'));
  await gsl.createTag({ body: { tag_name: '令牌标签' } });
  assert.equal((await gsl.listTags({ query: { tag_name: '令牌标签' } })).count, 1);
  const [entry] = (await asked(domain)).slice(-1);
  assert.deepEqual([entry.proof, entry.account], ['token', domain]);
});

test('a wrong password is refused with status 401', async () => {
  const refused = await logIn(cloud, 'AKVIRGA-token', 'guess');
  assert.equal(refused.status, 401);
  assert.deepEqual(refused.body, {
    error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' },
  });
});

test('an expired token throws APIGW.0307', async () => {
  const domain = 'AKVIRGA-late';
  const gsl = gslClientBearing(cloud, await tokenOf(cloud, domain));
  assert.equal((await gsl.listTags()).httpStatusCode, 200);
  await moveClock(domain, '24h');
  await assert.rejects(gsl.listTags(), { httpStatusCode: 401, errorCode: 'APIGW.0307' });
});

test('a temporary key of IAM signs with its security token, and not without', async () => {
  const key = await temporaryKey(cloud, await tokenOf(cloud, 'AKVIRGA-temporary'));
  const account = { accessKey: key.access, secret: key.secret };
  const securityToken = key.securitytoken;
  assert.equal((await gslClient(cloud, { ...account, securityToken }).listTags()).httpStatusCode, 200);
  await assert.rejects(gslClient(cloud, account).listTags(), { httpStatusCode: 401, errorCode: 'APIGW.0301' });
  await assert.rejects(gslClient(cloud, { ...account, securityToken: `${securityToken}x` }).listTags(), {
    httpStatusCode: 401,
    errorCode: 'APIGW.0301',
  });
});

test('a key of AssumeRole signs calls of the voice service with its session token', async () => {
  const { Result } = await assumeRole(cloud);
  const { AccessKeyId, SecretAccessKey, SessionToken } = Result.Credentials;
  const account = { accessKey: AccessKeyId, secret: SecretAccessKey };
  const listed = await vmsClient(cloud, { ...account, sessionToken: SessionToken }).numberPoolList({});
  assert.ok(listed.Result.Total > 0);
  assert.equal(errorOf(await vmsClient(cloud, account).numberPoolList({})), 'InvalidSecretToken');
  const [entry] = (await asked(ACCESS_KEY)).slice(-1);
  assert.deepEqual([entry.operation, entry.proof, entry.account], ['NumberPoolList', 'signature', ACCESS_KEY]);
});

test('the role of another account is refused with AccessDenied', async () => {
  assert.equal(errorOf(await assumeRole(cloud, { account: 'AKVIRGA-other' })), 'AccessDenied');
});
