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

// Resolves with {url, host, stop} once the program says where it listens.
export async function startCloud(...flags) {
  const program = process.env.VIRGA_PROGRAM;
  assert.ok(program, 'VIRGA_PROGRAM has to name the program under test');
  const child = spawn(program, ['serve', '--port', '0', '--auth', 'strict', '--log', 'off', ...flags], {
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
  const [, url] = ANNOUNCEMENT.exec(first) ?? assert.fail(`unexpected first line: ${first}`);
  return {
    url,
    host: new URL(url).host,
    async stop() {
      child.kill('SIGTERM');
      assert.equal(await ended, 0, 'SIGTERM ends the program cleanly');
    },
  };
}
