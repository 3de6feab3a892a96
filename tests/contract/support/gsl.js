// Huawei Cloud GSL through @huaweicloud/huaweicloud-sdk-core. The generated client of the service is not on npm, so the
// table below says what it would say: method and path of an operation; every request goes out with the JSON content
// type and, for want of a body, with `{}`, on GET too.
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core';
import { ClientBuilder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js';
import { Region } from '@huaweicloud/huaweicloud-sdk-core/region/region.js';

import { ACCESS_KEY, SECRET } from './cloud.js';

const OPERATIONS = {
  listSimCards: ['GET', '/v1/sim-cards'],
  showSimCard: ['GET', '/v1/sim-cards/{sim_card_id}'],
  showRealNamed: ['GET', '/v1/sim-cards/{sim_card_id}/real-named'],
  deleteRealName: ['POST', '/v1/sim-cards/{sim_card_id}/clear-real-name'],
  enableSimCard: ['POST', '/v1/sim-cards/{sim_card_id}/enable'],
  stopSimCard: ['POST', '/v1/sim-cards/{sim_card_id}/stop'],
  resetSimCard: ['POST', '/v1/sim-cards/{sim_card_id}/reset'],
  startStopNet: ['POST', '/v1/sim-cards/{sim_card_id}/cut-net'],
  setExceedCutNet: ['POST', '/v1/sim-cards/{sim_card_id}/exceed-cut-net'],
  registerImei: ['POST', '/v1/sim-cards/{sim_card_id}/bind-device'],
  setSpeedValue: ['POST', '/v1/sim-cards/{sim_card_id}/speed-limit'],
  showMonthUsages: ['POST', '/v1/sim-cards/month-usages'],
  listSimCardFlowPerDay: ['POST', '/v1/sim-cards/batch-daily-flow'],
  listWorkOrders: ['GET', '/v1/work-orders'],
  listWorkOrderDetails: ['GET', '/v1/work-orders/{work_order_id}/details'],
  listSimPools: ['GET', '/v1/sim-pools'],
  listSimPoolMembers: ['GET', '/v1/sim-pools/{sim_pool_id}/members'],
  listBackPools: ['GET', '/v1/back-pools'],
  listBackPoolMembers: ['GET', '/v1/back-pools/{back_pool_id}/members'],
  sendSms: ['POST', '/v1/sms-send-infos'],
  listSmsDetails: ['GET', '/v1/sms-send-infos/details'],
  createTag: ['POST', '/v1/tags'],
  listTags: ['GET', '/v1/tags'],
  deleteTag: ['DELETE', '/v1/tags/{tag_id}'],
  batchSetTags: ['POST', '/v1/sim-tags/batch-set'],
  createAttribute: ['POST', '/v1/attributes'],
  listAttributes: ['GET', '/v1/attributes'],
  updateAttribute: ['PUT', '/v1/attributes/{attribute_id}'],
  enableAttribute: ['POST', '/v1/attributes/{attribute_id}/enable'],
  disableAttribute: ['POST', '/v1/attributes/{attribute_id}/disable'],
  batchSetAttributes: ['POST', '/v1/sim-cards/attributes/batch-set'],
  listProPricePlans: ['GET', '/v1/price-plans'],
  listSimPricePlans: ['GET', '/v1/sim-price-plans'],
  listFlowBySimCards: ['POST', '/v1/sim-price-plans/usage/batch-query'],
  addNetworkSwitchPolicy: ['POST', '/v1/network-switch-policies'],
  listNetworkSwitchPolicies: ['GET', '/v1/network-switch-policies'],
  setNetworkSwitchPolicy: ['POST', '/v1/sim-cards/{sim_card_id}/network-switch-policy/set'],
  listSimDeviceMultiply: ['GET', '/v1/sim-cards-multiply'],
  switchNetwork: ['POST', '/v1/sim-cards-multiply/{sim_card_id}/switch-network'],
};

// Each operation is a function of {path, query, body}. The project is given, so that the SDK asks IAM for nothing; with a
// region in its place, the SDK asks for it.
export function gslClient(cloud, { accessKey = ACCESS_KEY, secret = SECRET, securityToken, region } = {}) {
  const credential = new BasicCredentials().withAk(accessKey).withSk(secret).withIamEndpoint(cloud.url);
  if (securityToken) credential.withSecurityToken(securityToken);
  const builder = new ClientBuilder((hcClient) => hcClient).withCredential(credential);
  if (region) builder.withRegion(new Region(region, cloud.url));
  else builder.withEndpoint(cloud.url);
  if (!region) credential.withProjectId('0123456789abcdef0123456789abcdef');
  return operationsOf(builder.build());
}

// Without any key: every call bears the token.
export function gslClientBearing(cloud, token) {
  const client = new ClientBuilder((hcClient) => hcClient)
    .withCredential(new BasicCredentials().withAk('none').withSk('none'))
    .withEndpoint(cloud.url)
    .build();
  return operationsOf(client.withCredential(undefined), { 'X-Auth-Token': token });
}

function operationsOf(client, headers = {}) {
  const call = ([method, url]) => ({ path = {}, query = {}, body = {} } = {}) =>
    client.sendRequest({
      method,
      url,
      contentType: 'application/json',
      pathParams: path,
      queryParams: query,
      headers: { ...headers },
      data: body,
    });
  return Object.fromEntries(Object.entries(OPERATIONS).map(([name, route]) => [name, call(route)]));
}
