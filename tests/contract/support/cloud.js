// A Virga of its own for one test file: started on a free port, asked to stop at the end.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

// Any key that begins with AKVIRGA is known to the demo fixture, has this secret, and is a world of its own.
export const ACCESS_KEY = 'AKVIRGA-contract';
export const SECRET = 'SKVIRGA';

const ANNOUNCEMENT = /^virga listening on (http:\/\/127\.0\.0\.1:\d+)$/;

export function scenario(name) {
  return fileURLToPath(new URL(`../../../scenarios/${name}.yaml`, import.meta.url));
}

export function programUnderTest() {
  return process.env.VIRGA_PROGRAM ?? assert.fail('VIRGA_PROGRAM has to name the program under test');
}

// Under inspection (openapi.test.js), clients are told the address of what looks at their calls.
async function addressFor(url) {
  const inspection = process.env.VIRGA_INSPECTION;
  return inspection ? (await fetch(inspection, { method: 'POST', body: url })).text() : url;
}

// Resolves with {url, host, stop} once the program says where it listens. It checks as the real cloud does, unless the
// flags say otherwise.
export async function startCloud(...flags) {
  const program = programUnderTest();
  if (!flags.includes('--auth')) flags.push('--auth', 'strict');
  const child = spawn(program, ['serve', '--port', '0', '--log', 'off', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, 'line').then(([line]) => line),
    ended.then((how) => assert.fail(`${program} ended before it listened: ${how}`)),
  ]);
  const [, listening] = ANNOUNCEMENT.exec(first) ?? assert.fail(`unexpected first line: ${first}`);
  const url = await addressFor(listening);
  return {
    url,
    host: new URL(url).host,
    async stop() {
      child.kill('SIGTERM');
      assert.equal(await ended, 0, 'SIGTERM ends the program cleanly');
    },
  };
}
