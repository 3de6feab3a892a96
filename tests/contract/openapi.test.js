// What Virga says of itself as OpenAPI, held against it by tools of others.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { programUnderTest } from './support/cloud.js';
import { startInspection } from './support/inspection.js';

const run = promisify(execFile);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const SPECTRAL = here('node_modules/@stoplight/spectral-cli/dist/index.js');

// faults.test.js is not among them: it is about answers that break every promise, and about how connections end, which
// no proxy hands on.
const CLIENTS = ['gsl', 'identity', 'vms', 'worlds'].map((name) => here(`${name}.test.js`));

let folder;
let documents;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virga-openapi-'));
  documents = await Promise.all(
    ['gsl', 'iam', 'sts', 'vms'].map(async (service) => {
      const file = join(folder, `${service}.json`);
      const { stdout } = await run(programUnderTest(), ['openapi', service], { maxBuffer: 1 << 26 });
      await writeFile(file, stdout);
      return { file, document: JSON.parse(stdout) };
    }),
  );
});
after(() => rm(folder, { recursive: true }));

test('spectral has nothing to say against any document, and something against one that lacks an id', async () => {
  const file = join(folder, 'broken.json');
  const broken = JSON.parse(await readFile(documents[2].file, 'utf8'));
  delete broken.paths['/AssumeRole/2018-01-01'].post.operationId;
  await writeFile(file, JSON.stringify(broken));
  const flags = ['--ruleset', here('spectral.yaml'), '--format', 'json', '--quiet'];
  const files = [...documents.map((each) => each.file), file];
  const { stdout } = await run(process.execPath, [SPECTRAL, 'lint', ...flags, ...files]).catch((failed) => failed);
  const said = JSON.parse(stdout).map(({ code, source }) => ({ code, source: basename(source) }));
  assert.deepEqual(said, [{ code: 'operation-operationId', source: 'broken.json' }]);
});

test('prism finds no answer to the SDKs that breaks a document, and complains of no request that Virga takes', async (t) => {
  const inspection = await startInspection(documents);
  try {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const flags = { env: { ...env, VIRGA_INSPECTION: inspection.url }, maxBuffer: 1 << 26 };
    await run(process.execPath, ['--test', ...CLIENTS], flags).catch(
      ({ stdout }) => assert.fail(`the tests of the SDKs fail under inspection:\n${stdout}`),
    );
  } finally {
    await inspection.stop();
  }
  const { calls, strangers } = inspection;
  assert.deepEqual(strangers, [], 'calls that no document has');
  const broken = calls.filter((call) => call.ofAnswer.length > 0 || call.others > 0);
  assert.deepEqual(broken, [], 'answers that break a document');
  const taken = calls.filter((call) => call.ofRequest.length > 0 && !call.failed);
  assert.deepEqual(taken, [], 'requests that a document forbids and Virga takes');
  const names = new Set(calls.map(({ call }) => call));
  t.diagnostic(`${calls.length} calls of ${names.size} operations were validated`);
  assert.ok(calls.length >= 100, `only ${calls.length} calls were validated`);
  assert.ok(names.size >= 45, `only ${names.size} operations were called`);
  assert.ok(calls.some((call) => call.failed && call.ofRequest.length > 0), 'prism looks at requests, too');
});
