// Volcengine VMS through the client class of @volcengine/openapi.
import openapi from '@volcengine/openapi';

import { ACCESS_KEY, SECRET } from './cloud.js';

export function vmsClient(cloud, { accessKey = ACCESS_KEY, secret = SECRET, sessionToken } = {}) {
  const service = new openapi.Service({
    protocol: 'http:',
    host: cloud.host,
    region: 'cn-beijing',
    serviceName: 'vms',
    defaultVersion: '2022-01-01',
    accessKeyId: accessKey,
    secretKey: secret,
    sessionToken,
  });
  return {
    createNumberPool: service.createJSONAPI('CreateNumberPool'),
    updateNumberPoolV2: service.createJSONAPI('UpdateNumberPoolV2'),
    updateNumberPool: service.createUrlEncodeAPI('UpdateNumberPool'),
    numberPoolList: service.createJSONAPI('NumberPoolList'),
  };
}

// Resolves with what AssumeRole answers.
export function assumeRole(cloud, { accessKey = ACCESS_KEY, secret = SECRET, account = accessKey } = {}) {
  const sts = new openapi.sts.StsService({
    protocol: 'http:',
    host: cloud.host,
    region: 'cn-beijing',
    accessKeyId: accessKey,
    secretKey: secret,
  });
  return sts.AssumeRole({ RoleTrn: `trn:iam::${account}:role/Contract`, RoleSessionName: 'contract', DurationSeconds: 900 });
}

// The error of an answer as this SDK hands it on: in the resolved body, whatever the status was.
export function errorOf(answer) {
  return answer.ResponseMetadata.Error?.Code;
}

export async function poolNamed(vms, name) {
  const { Result } = await vms.numberPoolList({ NumberPoolName: name });
  return Result.Records.find((pool) => pool.NumberPoolName === name);
}
