#!/usr/bin/env bash
# Writes down what Netyard reads of networks in AWS: a file for each answer, in a folder for each Region.
#
#   docs/collect-aws.sh FOLDER [REGION...]
#
# Without Regions it asks all that are enabled in the account. It uses the AWS CLI with the credentials that this has,
# and only calls that read: describe, get, list and search. A call that is refused, for want of a permission or because
# a service is not offered there, is named at the end and leaves no file; the import then says what it did not see.
# Several accounts: run it once for each, into a folder of its own below one folder, and import that one.
#
#   netyard import --from aws-describe FOLDER -o drawing.json
set -euo pipefail

case ${1--} in
-*)
  echo "Usage: $0 FOLDER [REGION...]" >&2
  exit 2
  ;;
esac
folder=$1
shift
if [ "$#" -gt 0 ]; then
  regions=("$@")
elif answer=$(aws ec2 describe-regions --query 'Regions[].RegionName' --output text); then
  read -r -a regions <<< "$answer"
else
  echo "$0: AWS does not tell the Regions of the account. Name them behind the folder, or mend what the AWS CLI said." >&2
  exit 1
fi
kept=0
# A file, because what lists ids runs in a shell of its own.
refused=$(mktemp)
trap 'rm -f "$refused"' EXIT

# keep NAME SERVICE CALL [ARGUMENT...]: the answer of a call as NAME.json.
keep() {
  local file="$into/$1.json"
  shift
  if aws "$@" --output json > "$file" 2> /dev/null; then
    kept=$((kept + 1))
  else
    rm -f "$file"
    echo "$(basename "$into"): aws $*" >> "$refused"
  fi
}

# ids QUERY SERVICE CALL [ARGUMENT...]: what a call lists, one a line; nothing where it is refused.
ids() {
  local query=$1 answer
  shift
  if answer=$(aws "$@" --query "$query" --output text 2> /dev/null); then
    tr '\t' '\n' <<< "$answer" | grep -v '^None$' || true
  else
    echo "$(basename "$into"): aws $*" >> "$refused"
  fi
}

# The last part of an id or path, for the name of a file.
last() { echo "${1##*/}"; }

# The name in the ARN of a load balancer or target group: loadbalancer/app/NAME/ID, targetgroup/NAME/ID.
named() { local path=${1%/*}; echo "${path##*/}"; }

networks() {
  local id kind
  keep zones ec2 describe-availability-zones
  keep vpcs ec2 describe-vpcs
  for id in $(ids 'Vpcs[].VpcId' ec2 describe-vpcs); do
    for kind in enableDnsSupport enableDnsHostnames; do
      keep "$kind-$id" ec2 describe-vpc-attribute --vpc-id "$id" --attribute "$kind"
    done
  done
  keep subnets ec2 describe-subnets
  keep route-tables ec2 describe-route-tables
  keep security-groups ec2 describe-security-groups
  keep security-group-vpcs ec2 describe-security-group-vpc-associations
  keep network-acls ec2 describe-network-acls
  keep prefix-lists ec2 describe-managed-prefix-lists
  keep service-prefix-lists ec2 describe-prefix-lists
  for id in $(ids 'PrefixLists[?OwnerId!=`AWS`].PrefixListId' ec2 describe-managed-prefix-lists); do
    keep "entries-$id" ec2 get-managed-prefix-list-entries --prefix-list-id "$id"
  done
  keep network-interfaces ec2 describe-network-interfaces
  keep instances ec2 describe-instances
  keep addresses ec2 describe-addresses
  keep internet-gateways ec2 describe-internet-gateways
  keep egress-only-internet-gateways ec2 describe-egress-only-internet-gateways
  keep nat-gateways ec2 describe-nat-gateways
  keep peerings ec2 describe-vpc-peering-connections
  keep dhcp-options ec2 describe-dhcp-options
  keep flow-logs ec2 describe-flow-logs
  keep block-public-access ec2 describe-vpc-block-public-access-options
  keep block-public-access-exclusions ec2 describe-vpc-block-public-access-exclusions
  keep carrier-gateways ec2 describe-carrier-gateways
  keep local-gateways ec2 describe-local-gateways
  keep instance-connect-endpoints ec2 describe-instance-connect-endpoints
  keep route-servers ec2 describe-route-servers
}

pools() {
  local id
  keep own-ranges ec2 describe-byoip-cidrs --max-results 100
  keep ipam-pools ec2 describe-ipam-pools
  for id in $(ids 'IpamPools[].IpamPoolId' ec2 describe-ipam-pools); do
    keep "pool-blocks-$id" ec2 get-ipam-pool-cidrs --ipam-pool-id "$id"
    keep "pool-allocations-$id" ec2 get-ipam-pool-allocations --ipam-pool-id "$id"
  done
}

hubs_and_sites() {
  local id
  keep transit-gateways ec2 describe-transit-gateways
  keep transit-gateway-attachments ec2 describe-transit-gateway-attachments
  keep transit-gateway-vpc-attachments ec2 describe-transit-gateway-vpc-attachments
  keep transit-gateway-peering-attachments ec2 describe-transit-gateway-peering-attachments
  keep transit-gateway-connects ec2 describe-transit-gateway-connects
  keep transit-gateway-connect-peers ec2 describe-transit-gateway-connect-peers
  keep transit-gateway-route-tables ec2 describe-transit-gateway-route-tables
  for id in $(ids 'TransitGatewayRouteTables[].TransitGatewayRouteTableId' ec2 describe-transit-gateway-route-tables); do
    keep "associations-$id" ec2 get-transit-gateway-route-table-associations --transit-gateway-route-table-id "$id"
    keep "propagations-$id" ec2 get-transit-gateway-route-table-propagations --transit-gateway-route-table-id "$id"
    keep "routes-$id" ec2 search-transit-gateway-routes --transit-gateway-route-table-id "$id" \
      --filters Name=type,Values=static
  done
  keep multicast-domains ec2 describe-transit-gateway-multicast-domains
  for id in $(ids 'TransitGatewayMulticastDomains[].TransitGatewayMulticastDomainId' ec2 describe-transit-gateway-multicast-domains); do
    keep "multicast-associations-$id" ec2 get-transit-gateway-multicast-domain-associations \
      --transit-gateway-multicast-domain-id "$id"
    keep "multicast-groups-$id" ec2 search-transit-gateway-multicast-groups --transit-gateway-multicast-domain-id "$id"
  done
  keep vpn-gateways ec2 describe-vpn-gateways
  keep customer-gateways ec2 describe-customer-gateways
  keep vpn-connections ec2 describe-vpn-connections
  keep client-vpn-endpoints ec2 describe-client-vpn-endpoints
  keep direct-connect-connections directconnect describe-connections
  keep direct-connect-virtual-interfaces directconnect describe-virtual-interfaces
  keep direct-connect-gateways directconnect describe-direct-connect-gateways
  keep direct-connect-lags directconnect describe-lags
}

endpoints_and_firewalls() {
  local id
  keep vpc-endpoints ec2 describe-vpc-endpoints
  keep endpoint-services ec2 describe-vpc-endpoint-services
  keep own-endpoint-services ec2 describe-vpc-endpoint-service-configurations
  keep endpoint-connections ec2 describe-vpc-endpoint-connections
  for id in $(ids 'ServiceConfigurations[].ServiceId' ec2 describe-vpc-endpoint-service-configurations); do
    keep "principals-$id" ec2 describe-vpc-endpoint-service-permissions --service-id "$id"
  done
  for id in $(ids 'Firewalls[].FirewallArn' network-firewall list-firewalls); do
    keep "firewall-$(last "$id")" network-firewall describe-firewall --firewall-arn "$id"
  done
  for id in $(ids 'FirewallPolicies[].Arn' network-firewall list-firewall-policies); do
    keep "firewall-policy-$(last "$id")" network-firewall describe-firewall-policy --firewall-policy-arn "$id"
  done
  for id in $(ids 'RuleGroups[].Arn' network-firewall list-rule-groups); do
    keep "firewall-rules-$(last "$id")" network-firewall describe-rule-group --rule-group-arn "$id"
  done
}

load_balancers() {
  local id listener
  keep load-balancers elbv2 describe-load-balancers
  for id in $(ids 'LoadBalancers[].LoadBalancerArn' elbv2 describe-load-balancers); do
    keep "attributes-$(named "$id")" elbv2 describe-load-balancer-attributes --load-balancer-arn "$id"
    keep "listeners-$(named "$id")" elbv2 describe-listeners --load-balancer-arn "$id"
    for listener in $(ids 'Listeners[].ListenerArn' elbv2 describe-listeners --load-balancer-arn "$id"); do
      keep "rules-$(named "$id")-$(last "$listener")" elbv2 describe-rules --listener-arn "$listener"
    done
  done
  keep target-groups elbv2 describe-target-groups
  for id in $(ids 'TargetGroups[].TargetGroupArn' elbv2 describe-target-groups); do
    keep "group-attributes-$(named "$id")" elbv2 describe-target-group-attributes --target-group-arn "$id"
    keep "health-$(named "$id")" elbv2 describe-target-health --target-group-arn "$id"
  done
  keep classic-load-balancers elb describe-load-balancers
  for id in $(ids 'LoadBalancerDescriptions[].LoadBalancerName' elb describe-load-balancers); do
    keep "classic-attributes-$id" elb describe-load-balancer-attributes --load-balancer-name "$id"
  done
  keep auto-scaling-groups autoscaling describe-auto-scaling-groups
}

services() {
  local id cluster definition
  keep databases rds describe-db-instances
  keep caches elasticache describe-cache-clusters --show-cache-node-info
  keep functions lambda list-functions
  keep file-systems efs describe-file-systems
  for id in $(ids 'FileSystems[].FileSystemId' efs describe-file-systems); do
    keep "mount-targets-$id" efs describe-mount-targets --file-system-id "$id"
  done
  for cluster in $(ids 'clusterArns[]' ecs list-clusters); do
    for id in $(ids 'serviceArns[]' ecs list-services --cluster "$cluster"); do
      keep "service-$(last "$cluster")-$(last "$id")" ecs describe-services --cluster "$cluster" --services "$id"
      for definition in $(ids 'services[].taskDefinition' ecs describe-services --cluster "$cluster" --services "$id"); do
        keep "task-definition-$(last "$definition")" ecs describe-task-definition --task-definition "$definition"
      done
    done
    for id in $(ids 'taskArns[]' ecs list-tasks --cluster "$cluster"); do
      keep "task-$(last "$id")" ecs describe-tasks --cluster "$cluster" --tasks "$id"
    done
    for id in $(ids 'containerInstanceArns[]' ecs list-container-instances --cluster "$cluster"); do
      keep "container-instance-$(last "$id")" ecs describe-container-instances --cluster "$cluster" \
        --container-instances "$id"
    done
  done
  for id in $(ids 'Servers[].ServerId' transfer list-servers); do
    keep "transfer-server-$id" transfer describe-server --server-id "$id"
  done
  keep workspace-directories workspaces describe-workspace-directories
  keep workspace-ip-groups workspaces describe-ip-groups
  keep workspaces workspaces describe-workspaces
}

resolver() {
  local id
  keep resolver-endpoints route53resolver list-resolver-endpoints
  for id in $(ids 'ResolverEndpoints[].Id' route53resolver list-resolver-endpoints); do
    keep "resolver-addresses-$id" route53resolver list-resolver-endpoint-ip-addresses --resolver-endpoint-id "$id"
  done
  keep resolver-rules route53resolver list-resolver-rules
  keep resolver-rule-vpcs route53resolver list-resolver-rule-associations
  keep dns-firewall-groups route53resolver list-firewall-rule-groups
  for id in $(ids 'FirewallRuleGroups[].Id' route53resolver list-firewall-rule-groups); do
    keep "dns-firewall-rules-$id" route53resolver list-firewall-rules --firewall-rule-group-id "$id"
  done
  for id in $(ids 'FirewallDomainLists[].Id' route53resolver list-firewall-domain-lists); do
    keep "dns-firewall-domains-$id" route53resolver list-firewall-domains --firewall-domain-list-id "$id"
  done
  keep dns-firewall-vpcs route53resolver list-firewall-rule-group-associations
}

lattice() {
  keep lattice-service-networks vpc-lattice list-service-networks
  keep lattice-services vpc-lattice list-services
  keep lattice-target-groups vpc-lattice list-target-groups
  keep lattice-resource-gateways vpc-lattice list-resource-gateways
  keep lattice-resource-configurations vpc-lattice list-resource-configurations
}

shares() {
  keep resource-shares ram get-resource-shares --resource-owner SELF
  keep resource-share-principals ram get-resource-share-associations --association-type PRINCIPAL
  keep resource-share-resources ram get-resource-share-associations --association-type RESOURCE
  keep shared-by-others ram list-resources --resource-owner OTHER-ACCOUNTS
}

accounts_and_core_networks() {
  keep accounts organizations list-accounts
  # Network Manager answers in one Region for all of them.
  keep core-networks networkmanager list-core-networks --region us-west-2
  keep global-networks networkmanager describe-global-networks --region us-west-2
}

names() {
  local id
  keep hosted-zones route53 list-hosted-zones
  keep health-checks route53 list-health-checks
  for id in $(ids 'HostedZones[].Id' route53 list-hosted-zones); do
    keep "zone-$(last "$id")" route53 get-hosted-zone --id "$id"
    keep "records-$(last "$id")" route53 list-resource-record-sets --hosted-zone-id "$id"
  done
}

for region in "${regions[@]}"; do
  echo "$region" >&2
  export AWS_REGION=$region AWS_DEFAULT_REGION=$region
  into=$folder/$region
  mkdir -p "$into"
  networks
  pools
  hubs_and_sites
  endpoints_and_firewalls
  load_balancers
  services
  resolver
  lattice
  shares
done
# Route 53, Organizations and Network Manager know no Regions.
echo "names and accounts" >&2
into=$folder/global
mkdir -p "$into"
names
accounts_and_core_networks

# Calls that are kept and that list ids are refused twice.
awk '!seen[$0]++ { print "Not seen: " $0 }' "$refused" >&2
if [ "$kept" -eq 0 ]; then
  echo "$0: no call was answered. Does the AWS CLI have credentials?" >&2
  exit 1
fi
