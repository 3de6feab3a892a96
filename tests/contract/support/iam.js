// Huawei Cloud IAM by plain HTTP, as clients ask it before they have an SDK to ask with.

async function post(cloud, path, body, headers = {}) {
  const response = await fetch(cloud.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json;charset=utf8', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

// Logs the demo fixture's user in to a domain.
export function logIn(cloud, domain, password = 'virga') {
  const user = { name: 'virga', password, domain: { name: domain } };
  const auth = { identity: { methods: ['password'], password: { user } }, scope: { project: { name: 'cn-north-4' } } };
  return post(cloud, '/v3/auth/tokens?nocatalog=true', { auth });
}

export async function tokenOf(cloud, domain) {
  return (await logIn(cloud, domain)).headers.get('X-Subject-Token');
}

// {access, secret, securitytoken}
export async function temporaryKey(cloud, token) {
  const auth = { identity: { methods: ['token'], token: { id: token, duration_seconds: 900 } } };
  return (await post(cloud, '/v3.0/OS-CREDENTIAL/securitytokens', { auth })).body.credential;
}
