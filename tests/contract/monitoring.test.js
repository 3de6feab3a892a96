// What monitors are told: events that an EventSource understands, metrics that a parser of Prometheus reads.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';

import { EventSource } from 'eventsource';
import parseMetrics from 'parse-prometheus-text-format';

import { scenario, startCloud } from './support/cloud.js';

let cloud;

before(async () => {
  cloud = await startCloud('--auth', 'lenient', '--scenario', scenario('system-busy'));
});
after(() => cloud.stop());

const ask = (path) => fetch(cloud.url + path);
const events = (query = '') => new EventSource(`${cloud.url}/_virga/events${query}`);
const next = async (source) => JSON.parse((await once(source, 'message'))[0].data);

test('an EventSource is told each call as the journal shows it', async () => {
  const source = events();
  await once(source, 'open');
  const [entry] = await Promise.all([next(source), ask('/v1/tags')]);
  source.close();
  assert.equal(entry.operation, 'ListTags');
  const shown = await (await ask(`/_virga/requests/${entry.id}`)).json();
  assert.deepEqual({ ...shown, delivered: entry.delivered }, entry); // what became of it is known only later
});

test('an EventSource that was cut off goes on where it was', async () => {
  await fetch(`${cloud.url}/_virga/requests`, { method: 'DELETE' });
  const heard = [];
  const first = events('?after=0');
  first.addEventListener('message', (event) => heard.push(event));
  await ask('/v1/tags');
  while (heard.length < 1) await once(first, 'message');
  first.close();
  await ask('/v1/tags');
  const headers = { 'Last-Event-ID': heard[0].lastEventId }; // as it sends by itself when a connection breaks
  const again = new EventSource(`${cloud.url}/_virga/events`, {
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...headers } }),
  });
  assert.equal((await next(again)).id, 2);
  again.close();
});

test('an EventSource is told by name that a journal was cleared', async () => {
  const source = events();
  await once(source, 'open');
  await Promise.all([once(source, 'cleared'), fetch(`${cloud.url}/_virga/requests`, { method: 'DELETE' })]);
  source.close();
});

test('a parser of Prometheus reads every metric', async () => {
  await ask('/v1/tags');
  const reply = await ask('/_virga/metrics');
  assert.match(reply.headers.get('content-type'), /^text\/plain; version=0\.0\.4/);
  const families = new Map(parseMetrics(await reply.text()).map((family) => [family.name, family]));
  assert.ok(families.size >= 15);
  const tags = (name) => families.get(name).metrics.find(({ labels }) => labels?.operation === 'ListTags');
  assert.equal(families.get('virga_requests_total').type, 'COUNTER');
  assert.ok(Number(tags('virga_requests_total').value) >= 1);
  // The parser takes the histograms of all labels for one.
  assert.ok('+Inf' in families.get('virga_request_duration_seconds').metrics[0].buckets);
  assert.ok(families.get('process_resident_memory_bytes').metrics[0].value > 1e6);
});
