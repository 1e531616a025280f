// A drawing with something of every severity, for the picture of the findings.

const subnet = (name, cidrBlock) => ({
  type: "subnet",
  name,
  vpcId: "vpc-shop",
  availabilityZone: "eu-west-1a",
  cidrBlock,
});

const RESOURCES = {
  "vpc-shop": { type: "vpc", name: "shop", region: "eu-west-1", cidrBlocks: ["10.0.0.0/16"] },
  "subnet-web": subnet("web", "10.0.0.0/24"),
  "subnet-app": subnet("app", "10.0.1.0/24"),
  "subnet-old": subnet("old", "10.0.1.128/25"),
  "igw-shop": { type: "internetGateway", name: "igw-shop", vpcId: "vpc-shop" },
  "rtb-web": {
    type: "routeTable",
    name: "rtb-web",
    vpcId: "vpc-shop",
    subnetIds: ["subnet-web"],
    routes: { r1: { destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-shop" } },
  },
  "rtb-app": {
    type: "routeTable",
    name: "rtb-app",
    vpcId: "vpc-shop",
    subnetIds: ["subnet-app"],
    routes: {
      r1: { destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" },
      r2: { destinationCidrBlock: "10.9.0.0/16", vpcPeeringConnectionId: "pcx-gone" },
    },
  },
  "nat-1": { type: "natGateway", name: "nat-1", subnetId: "subnet-app", vpcId: "vpc-shop", connectivityType: "public" },
  "sg-web": {
    type: "securityGroup",
    name: "web-sg",
    vpcId: "vpc-shop",
    ipPermissions: { g1: { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIp: "0.0.0.0/0" } },
  },
  "eni-web": {
    type: "networkInterface",
    subnetId: "subnet-web",
    privateIpAddresses: [{ privateIpAddress: "10.0.0.10", primary: true, publicIp: "203.0.113.20" }],
    groupIds: ["sg-web"],
    attachment: { instanceId: "i-web", deviceIndex: 0 },
  },
  "i-web": { type: "instance", name: "web-1" },
  "eni-app": {
    type: "networkInterface",
    subnetId: "subnet-app",
    privateIpAddresses: [{ privateIpAddress: "10.0.2.10", primary: true }],
    attachment: { instanceId: "i-app", deviceIndex: 0 },
  },
  "i-app": { type: "instance", name: "app-1" },
};

/** The drawing as a file. */
export const TROUBLED = JSON.stringify({ type: "netyard", version: 1, title: "Shop, before a review", resources: RESOURCES });
