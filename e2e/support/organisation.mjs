// What the AWS command line says of an organisation: VPCs on one transit gateway.

const REGION = "eu-west-1";

/** A name as AWS writes it. */
const called = (name) => [{ Key: "Name", Value: name }];

/**
 * The files of `aws ec2 describe-…` about so many VPCs on one hub, two subnets with an instance each. The subnets of
 * `spoke-07` overlap, which AWS refuses.
 */
export function organisationFiles(count) {
  const lists = {
    Vpcs: [],
    Subnets: [],
    RouteTables: [],
    SecurityGroups: [],
    NetworkInterfaces: [],
    TransitGateways: [],
    TransitGatewayVpcAttachments: [],
    NetworkAcls: [],
  };
  const instances = [];
  const arn = `arn:aws:ec2:${REGION}:111122223333:transit-gateway/tgw-0a1`;
  lists.TransitGateways.push({ TransitGatewayId: "tgw-0a1", State: "available", TransitGatewayArn: arn, Tags: called("hub") });
  for (let nth = 0; nth < count; nth += 1) {
    const stem = String(nth).padStart(2, "0");
    const vpc = `vpc-0a${stem}`;
    lists.Vpcs.push({ VpcId: vpc, CidrBlock: `10.${nth}.0.0/16`, Tags: called(`spoke-${stem}`) });
    lists.SecurityGroups.push({
      GroupId: `sg-0a${stem}`,
      GroupName: "inside",
      VpcId: vpc,
      IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "10.0.0.0/8" }] }],
      IpPermissionsEgress: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
    });
    const local = { DestinationCidrBlock: `10.${nth}.0.0/16`, GatewayId: "local", State: "active", Origin: "CreateRouteTable" };
    const far = { DestinationCidrBlock: "10.0.0.0/8", TransitGatewayId: "tgw-0a1", State: "active", Origin: "CreateRoute" };
    const main = [{ RouteTableId: `rtb-0a${stem}`, Main: true }];
    lists.RouteTables.push({ RouteTableId: `rtb-0a${stem}`, VpcId: vpc, Associations: main, Routes: [local, far] });
    const rules = [true, false].map((Egress) => ({ Egress, RuleNumber: 100, Protocol: "-1", CidrBlock: "0.0.0.0/0", RuleAction: "allow" }));
    lists.NetworkAcls.push({
      NetworkAclId: `acl-0a${stem}`,
      VpcId: vpc,
      IsDefault: true,
      Associations: ["a", "b"].map((zone) => ({ NetworkAclId: `acl-0a${stem}`, SubnetId: `subnet-0a${stem}${zone}` })),
      Entries: rules,
    });
    const subnets = ["a", "b"].map((zone, at) => {
      const subnet = `subnet-0a${stem}${zone}`;
      const AvailabilityZone = REGION + zone;
      const overlaps = stem === "07" && zone === "b";
      const CidrBlock = overlaps ? "10.7.0.128/25" : `10.${nth}.${at}.0/24`;
      const PrivateIpAddress = overlaps ? "10.7.0.138" : `10.${nth}.${at}.10`;
      lists.Subnets.push({ SubnetId: subnet, VpcId: vpc, CidrBlock, AvailabilityZone, Tags: called(`app-${stem}${zone}`) });
      const instance = `i-0a${stem}${zone}`;
      instances.push({ InstanceId: instance, State: { Name: "running" }, Tags: called(`web-${stem}${zone}`) });
      lists.NetworkInterfaces.push({
        NetworkInterfaceId: `eni-0a${stem}${zone}`,
        SubnetId: subnet,
        VpcId: vpc,
        SourceDestCheck: true,
        PrivateIpAddresses: [{ PrivateIpAddress, Primary: true }],
        Groups: [{ GroupId: `sg-0a${stem}` }],
        Attachment: { InstanceId: instance, DeviceIndex: 0, Status: "attached" },
      });
      return subnet;
    });
    lists.TransitGatewayVpcAttachments.push({
      TransitGatewayAttachmentId: `tgw-attach-0a${stem}`,
      TransitGatewayId: "tgw-0a1",
      VpcId: vpc,
      State: "available",
      SubnetIds: subnets,
      Tags: called(`hub-${stem}`),
    });
  }
  const files = Object.entries(lists).map(([list, items]) => ({ name: `${list}.json`, text: JSON.stringify({ [list]: items }) }));
  const attached = (State) => lists.TransitGatewayVpcAttachments.map((one) => ({ TransitGatewayAttachmentId: one.TransitGatewayAttachmentId, State }));
  const brought = attached("enabled").map((one, nth) => ({
    DestinationCidrBlock: `10.${nth}.0.0/16`,
    Type: "propagated",
    State: "active",
    TransitGatewayAttachments: [{ TransitGatewayAttachmentId: one.TransitGatewayAttachmentId, ResourceType: "vpc" }],
  }));
  const table = { TransitGatewayRouteTableId: "tgw-rtb-0a1", TransitGatewayId: "tgw-0a1", State: "available" };
  const defaults = { DefaultAssociationRouteTable: true, DefaultPropagationRouteTable: true };
  const ofTheTable = {
    tables: { TransitGatewayRouteTables: [{ ...table, ...defaults, Tags: called("all") }] },
    "associations-of-tgw-rtb-0a1": { Associations: attached("associated") },
    "propagations-of-tgw-rtb-0a1": { TransitGatewayRouteTablePropagations: attached("enabled") },
    "routes-of-tgw-rtb-0a1": { Routes: brought, AdditionalRoutesAvailable: false },
  };
  for (const [name, answer] of Object.entries(ofTheTable)) files.push({ name: `${name}.json`, text: JSON.stringify(answer) });
  return [...files, { name: "Reservations.json", text: JSON.stringify({ Reservations: [{ Instances: instances }] }) }];
}
