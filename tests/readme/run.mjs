#!/usr/bin/env node
// Runs every `console` block of the README against a fresh emulator and holds what it prints against what stands there.
// `…` in an expected line stands for anything; a line of its own, for any lines.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = process.env.VIRGA_PROGRAM ?? join(root, 'build/release/virga');
const usual = 'http://127.0.0.1:4610';

// [{command, expected}] in the order of the text.
function stepsOf(text) {
  const steps = [];
  for (const [, block] of text.matchAll(/```console\n(.*?)```/gs)) {
    for (const line of block.trimEnd().split('\n')) {
      if (line.startsWith('$ ')) steps.push({ command: line.slice(2), expected: [] });
      else steps.at(-1).expected.push(line);
    }
  }
  return steps;
}

function pattern(expected) {
  const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const lines = expected.map((line) => (line === '…' ? '(.*\\n)*?' : quoted(line).replaceAll('…', '.*') + '\\n'));
  return new RegExp('^' + lines.join('') + '$');
}

const server = spawn(program, ['serve', '--port', '0', '--log', 'off'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
const url = await new Promise((found, failed) => {
  server.stdout.once('data', (line) => found(String(line).trim().split(' ').at(-1)));
  server.once('exit', (code) => failed(new Error(`virga serve ended with ${code}`)));
});

const steps = stepsOf(readFileSync(join(root, 'README.md'), 'utf8'));
let failures = 0;
for (const { command, expected } of steps) {
  const script = command.replaceAll(usual, url).replaceAll('build/release/virga', program);
  const { stdout } = spawnSync('bash', ['-c', script], { cwd: root, env: { ...process.env, VIRGA_URL: url }, encoding: 'utf8' });
  const printed = stdout === '' || stdout.endsWith('\n') ? stdout : stdout + '\n';
  if (pattern(expected).test(printed)) continue;
  ++failures;
  console.log(`$ ${command}\nREADME says:\n${expected.join('\n')}\nit prints:\n${printed}`);
}
server.kill('SIGTERM');
console.log(`${steps.length - failures} of ${steps.length} commands of the README print what it says`);
process.exit(failures === 0 && steps.length > 5 ? 0 : 1);
