// What the journal hands to other tools: archives that validators take, lines of curl that a shell runs.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import validate from 'har-validator/lib/promise.js';

import { programUnderTest, startCloud } from './support/cloud.js';
import { gslClient } from './support/gsl.js';
import { poolNamed, vmsClient } from './support/vms.js';

const run = promisify(execFile);
const NAME = `O'Neil "1" $HOME \`x\``;

let cloud;
let vms;

before(async () => {
  cloud = await startCloud('--auth', 'lenient');
  vms = vmsClient(cloud);
  await vms.updateNumberPoolV2({ NumberPoolNo: 'NP1234', Name: NAME });
  await vms.updateNumberPool({ NumberPoolNo: 'NP1234', Name: '新名 +&=%' });
  await vms.createNumberPool({ ServiceType: 100 });
  await gslClient(cloud).showRealNamed({ path: { sim_card_id: 158123456 } });
  await gslClient(cloud).deleteTag({ path: { tag_id: 1 } }).catch(() => {});
  await fetch(`${cloud.url}/nowhere?a=1`, { headers: { 'X-Virga-World': 'AKVIRGA-contract' } });
});
after(() => cloud.stop());

const archive = async () => (await fetch(`${cloud.url}/_virga/requests.har?world=AKVIRGA-contract`)).json();

test('a validator of HAR takes the journal', async () => {
  const har = await archive();
  assert.equal(har.log.entries.length, 6);
  await validate.har(har);
  for (const entry of har.log.entries) await validate.entry(entry);
});

test('the validator of HAR looks: it refuses an archive without a status', async () => {
  const har = await archive();
  delete har.log.entries[0].response.status;
  await assert.rejects(validate.har(har));
});

// The id of a request is the one thing that no two answers share.
const withoutId = ({ ResponseMetadata: { RequestId, ...metadata }, ...rest }) => ({ ResponseMetadata: metadata, ...rest });

test('a shell that runs lines of curl as they are printed gets the same answers', async () => {
  const flags = ['--url', cloud.url, '--world', 'AKVIRGA-contract', '--service', 'vms', '--curl'];
  const { stdout } = await run(programUnderTest(), ['requests', ...flags]);
  const lines = stdout.split('\n').filter((line) => line.startsWith('curl '));
  const { entries } = (await archive()).log;
  const answers = entries.filter((entry) => entry._service === 'vms').map((entry) => JSON.parse(entry.response.content.text));
  assert.equal(lines.length, answers.length);
  assert.ok(lines.length >= 3);
  await vms.updateNumberPoolV2({ NumberPoolNo: 'NP1234', Name: 'something else' });
  const again = await run('bash', ['-c', lines[0]]);
  assert.deepEqual(withoutId(JSON.parse(again.stdout)), withoutId(answers[0]));
  assert.equal((await poolNamed(vms, NAME)).NumberPoolNo, 'NP1234');
  for (const [i, line] of lines.entries()) {
    const { stdout: answer } = await run('bash', ['-c', line]);
    assert.deepEqual(withoutId(JSON.parse(answer)), withoutId(answers[i]));
  }
});
