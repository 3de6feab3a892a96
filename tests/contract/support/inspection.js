// Stands between clients and Virga, and has every call validated on its way:
//
//   client -> front -> prism (request, then answer, against the document) -> back -> Virga
//
// Clients sign method, target, host and body, so Virga has to receive the client's own bytes: the front keeps them under
// a number, prism sees the call under the path that the document gives it, and the back asks Virga with what was kept.
// The client is given Virga's own answer.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';

import { startPrism } from './prism.js';

const NUMBER = 'x-virga-call';
const OF_ONE_CONNECTION = new Set(['host', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']);

async function bytesOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function ask(options, body) {
  const request = http.request({ host: '127.0.0.1', agent: false, maxHeaderSize: 1 << 20, ...options });
  request.end(body);
  const [response] = await once(request, 'response');
  return { status: response.statusCode, raw: response.rawHeaders, headers: response.headers, body: await bytesOf(response) };
}

async function listen(handler) {
  const server = http.createServer(async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      response.destroy(error);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${server.address().port}` };
}

// Where a document has a call: the path of an action is found by what it really is called as.
function routesOf(document) {
  return Object.entries(document.paths).map(([path, item]) => {
    if (item['x-virga-target']) return { path, target: item['x-virga-target'], item };
    return { path, pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/{\w+}/g, '[^/]+')}$`), item };
  });
}

function mapped(routes, method, target) {
  const url = new URL(target, 'http://virga');
  const [action, version] = [url.searchParams.get('Action'), url.searchParams.get('Version')];
  for (const { path, target: real, pattern, item } of routes) {
    if (!item[method.toLowerCase()]) continue;
    const hasBody = item[method.toLowerCase()].requestBody !== undefined;
    if (pattern?.test(url.pathname)) return { path, target, hasBody };
    if (real !== `${url.pathname}?Action=${action}&Version=${version}`) continue;
    url.searchParams.delete('Action');
    url.searchParams.delete('Version');
    return { path, target: path + url.search, hasBody };
  }
  return undefined;
}

// Prism takes no number that JavaScript cannot hold for an int64. The clouds' ids may be greater; they are looked at by
// the tests of Virga itself.
const isLimitOfJavaScript = ({ code, message }) =>
  ['minimum', 'maximum'].includes(code) && message.endsWith(String(Number.MAX_SAFE_INTEGER));

function hasFailed({ status, body }) {
  const metadata = JSON.parse(body).ResponseMetadata;
  return status >= 400 || metadata?.Error !== undefined;
}

// documents: [{file, document}]. Resolves with {url, calls, strangers, stop}: POST an address of Virga to url to be told
// that of a front for it; calls are those that were validated, strangers those that no document has.
export async function startInspection(documents) {
  const calls = [];
  const strangers = [];
  const pending = new Map();
  const fronts = [];

  const back = await listen(async (request, response) => {
    await bytesOf(request);
    const call = pending.get(request.headers[NUMBER]);
    call.answer = await call.askVirga();
    response.writeHead(call.answer.status, call.answer.raw).end(call.answer.body);
  });
  const inspectors = await Promise.all(
    documents.map(async ({ file, document }) => ({
      routes: routesOf(document),
      prism: await startPrism(file, back.url),
    })),
  );

  // What prism finds, while Virga answers.
  async function inspect(call, { method, headers, body, prism, path, target, hasBody }) {
    const number = String(calls.length + pending.size + Math.random());
    pending.set(number, call);
    const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_ONE_CONNECTION.has(name)));
    // The SDK of Huawei sends {} for want of a body, and prism cannot hand on what a GET has.
    const bodiless = method === 'GET' || (!hasBody && String(body) === '{}');
    const length = bodiless ? {} : { 'content-length': body.length };
    const options = { port: prism.port, method, path: target, headers: { ...kept, ...length, [NUMBER]: number } };
    const seen = await ask(options, bodiless ? undefined : body);
    pending.delete(number);
    assert.ok(call.answer, `prism did not hand on ${method} ${target}: ${seen.status} ${seen.body}`);
    const said = JSON.parse(seen.headers['sl-violations'] ?? '[]');
    const found = said.filter((violation) => !isLimitOfJavaScript(violation));
    const at = (where) => found.filter(({ location }) => location[0] === where);
    calls.push({
      call: `${method} ${path}`,
      failed: hasFailed(call.answer),
      ofRequest: at('request'),
      ofAnswer: at('response'),
      others: found.length - at('request').length - at('response').length,
    });
  }

  const frontFor = (upstream) =>
    listen(async (request, response) => {
      const { method, url: target, headers, rawHeaders } = request;
      const body = await bytesOf(request);
      const port = new URL(upstream).port;
      const call = { askVirga: () => ask({ port, method, path: target, headers: rawHeaders }, body) };
      let told;
      if (!target.startsWith('/_virga/')) {
        for (const { routes, prism } of inspectors) {
          const place = mapped(routes, method, target);
          if (place) told = { method, headers, body, prism, ...place };
        }
        if (!told) strangers.push(`${method} ${target}`);
      }
      if (told) await inspect(call, told);
      const { status, raw, body: answer } = call.answer ?? (await call.askVirga());
      response.writeHead(status, raw).end(answer);
    });

  const desk = await listen(async (request, response) => {
    const front = await frontFor(String(await bytesOf(request)));
    fronts.push(front);
    response.end(front.url);
  });

  return {
    url: desk.url,
    calls,
    strangers,
    async stop() {
      for (const { server } of [desk, back, ...fronts]) {
        server.close();
        server.closeAllConnections();
      }
      await Promise.all(inspectors.map(({ prism }) => prism.stop()));
    },
  };
}
