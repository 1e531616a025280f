// A drawing too large to read at once, for the picture from far away.

const VPCS = 9;
const TEAMS = ["shop", "search", "orders", "billing", "media", "data", "mail", "maps", "tools"];
const IN_SUBNET = 3;

/** One VPC: public and private subnets in two zones, instances, a gateway and a NAT gateway. */
function vpc(index) {
  const [id, name] = [`vpc-${index}`, TEAMS[index]];
  const inVpc = { vpcId: id };
  const resources = {
    [id]: { type: "vpc", name, region: "eu-west-1", cidrBlocks: [`10.${index}.0.0/16`] },
    [`igw-${index}`]: { type: "internetGateway", name: `igw-${name}`, ...inVpc },
    [`eip-${index}`]: { type: "elasticIp", publicIp: `198.51.100.${index + 1}`, natGatewayId: `nat-${index}` },
    [`nat-${index}`]: {
      type: "natGateway",
      name: `nat-${name}`,
      subnetId: `subnet-${index}0`,
      ...inVpc,
      connectivityType: "public",
      privateIp: `10.${index}.0.5`,
    },
    [`rtb-${index}`]: {
      type: "routeTable",
      ...inVpc,
      subnetIds: [`subnet-${index}0`, `subnet-${index}1`],
      routes: { r1: { destinationCidrBlock: "0.0.0.0/0", gatewayId: `igw-${index}` } },
    },
    [`rtb-${index}-app`]: {
      type: "routeTable",
      ...inVpc,
      subnetIds: [`subnet-${index}2`, `subnet-${index}3`],
      routes: { r1: { destinationCidrBlock: "0.0.0.0/0", natGatewayId: `nat-${index}` } },
    },
  };
  ["public-a", "public-b", "app-a", "app-b"].forEach((subnet, row) => {
    const [subnetId, zone] = [`subnet-${index}${row}`, `eu-west-1${subnet.at(-1)}`];
    const range = { availabilityZone: zone, cidrBlock: `10.${index}.${row}.0/24` };
    resources[subnetId] = { type: "subnet", name: subnet, ...inVpc, ...range };
    for (let host = 0; host < (row < 2 ? 1 : IN_SUBNET); host += 1) {
      const key = `${index}${row}${host}`;
      resources[`i-${key}`] = { type: "instance", name: `${name}-${row}${host}` };
      resources[`eni-${key}`] = {
        type: "networkInterface",
        subnetId,
        privateIpAddresses: [{ privateIpAddress: `10.${index}.${row}.${host + 10}`, primary: true }],
        attachment: { instanceId: `i-${key}`, deviceIndex: 0 },
      };
    }
  });
  return resources;
}

const RESOURCES = Object.assign({}, ...Array.from({ length: VPCS }, (_, index) => vpc(index)));

/** The drawing as a file. */
export const MANY = JSON.stringify({ type: "netyard", version: 1, title: "Nine teams", resources: RESOURCES });
