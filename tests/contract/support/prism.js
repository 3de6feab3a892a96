// Prism, the validating proxy, started as its users start it: one process for one document.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PRISM = fileURLToPath(new URL('../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url));

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

// Resolves with {port, stop} once it listens.
export async function startPrism(document, upstream) {
  const port = await freePort();
  const child = spawn(process.execPath, [PRISM, 'proxy', document, upstream, '-h', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const said = [];
  await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      if (line.includes('Prism is listening')) resolve();
    });
    child.once('exit', () => reject(new Error(`prism ended before it listened:\n${said.slice(-5).join('\n')}`)));
  });
  return {
    port,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      assert.ok(said.length > 0);
    },
  };
}
