use super::{close, is_open};
use crate::library::use_library;
use crate::store::Dialog as Which;
use crate::ui::{Button, ButtonKind, Dialog, Sign};
use leptos::prelude::*;

/// Loads a real network: files or a folder, dropped or chosen.
#[component]
pub(super) fn ImportDialog() -> impl IntoView {
    let library = use_library();
    view! {
        <Dialog open=is_open(Which::Import) title="Load what you have" on_close=close(Which::Import)>
            <div class="dialog-body import">
                <div class="import-zone">
                    <Sign id="download" size=20/>
                    <p>"Drop files or a folder anywhere in this window"</p>
                    <div class="import-acts">
                        <Button kind=ButtonKind::Primary on_press=move |()| library.choose_file()>"Choose files"</Button>
                        <Button on_press=move |()| library.choose_folder()>"Choose a folder"</Button>
                    </div>
                </div>
                <p class="read-text">
                    "What " <code class="code-text">"aws ec2 describe-…"</code>
                    " prints, one answer a file or several in one; CloudFormation templates; or a Netyard file. Files are recognised by what is in them."
                </p>
                <pre class="code-block">{COMMANDS}</pre>
                <details class="import-more">
                    <summary>"With transit gateways or VPN also"</summary>
                    <pre class="code-block">{HUB_COMMANDS}</pre>
                </details>
                <details class="import-more">
                    <summary>"With load balancers also"</summary>
                    <pre class="code-block">{BALANCER_COMMANDS}</pre>
                </details>
                <details class="import-more">
                    <summary>"With endpoints and endpoint services also"</summary>
                    <pre class="code-block">{ENDPOINT_COMMANDS}</pre>
                </details>
                <details class="import-more">
                    <summary>"With names (Route 53, DHCP options) also"</summary>
                    <pre class="code-block">{NAME_COMMANDS}</pre>
                </details>
                <p class="quiet-text">"Read in this page, never sent. A report says what was read, approximated and skipped."</p>
            </div>
        </Dialog>
    }
}

/// The commands that write what is read.
const COMMANDS: &str = "aws ec2 describe-vpcs > vpcs.json
aws ec2 describe-subnets > subnets.json
aws ec2 describe-route-tables > route-tables.json
aws ec2 describe-security-groups > security-groups.json
aws ec2 describe-network-acls > network-acls.json
aws ec2 describe-network-interfaces > network-interfaces.json
aws ec2 describe-instances > instances.json
aws ec2 describe-internet-gateways > internet-gateways.json
aws ec2 describe-nat-gateways > nat-gateways.json
aws ec2 describe-addresses > addresses.json";

/// Those about load balancers and what stands behind them.
const BALANCER_COMMANDS: &str = "aws elbv2 describe-load-balancers > balancers.json
aws elbv2 describe-target-groups > target-groups.json
aws elb describe-load-balancers > classic-balancers.json
aws autoscaling describe-auto-scaling-groups > scaling-groups.json
# For each load balancer, listener and target group, with its name in the name of the file:
aws elbv2 describe-listeners --load-balancer-arn $BALANCER > listeners-$NAME.json
aws elbv2 describe-rules --listener-arn $LISTENER > rules-$NAME.json
aws elbv2 describe-load-balancer-attributes \\
  --load-balancer-arn $BALANCER > attributes-$NAME.json
aws elbv2 describe-target-health --target-group-arn $GROUP > health-$NAME.json
aws elbv2 describe-target-group-attributes \\
  --target-group-arn $GROUP > group-attributes-$NAME.json
aws elb describe-load-balancer-attributes \\
  --load-balancer-name $CLASSIC > classic-attributes-$NAME.json";

/// Those about endpoints and what is offered to them.
const ENDPOINT_COMMANDS: &str = "aws ec2 describe-vpc-endpoints > vpc-endpoints.json
aws ec2 describe-vpc-endpoint-services > services.json
aws ec2 describe-vpc-endpoint-service-configurations > own-services.json
aws ec2 describe-vpc-endpoint-connections > connections.json
# For each service of your own, with its id in the name of the file:
aws ec2 describe-vpc-endpoint-service-permissions \\
  --service-id $SERVICE > principals-$SERVICE.json";

/// Those about names.
const NAME_COMMANDS: &str = "aws ec2 describe-dhcp-options > dhcp-options.json
aws route53 list-hosted-zones > zones.json
aws route53 list-health-checks > health-checks.json
aws route53resolver list-resolver-endpoints > endpoints.json
aws route53resolver list-resolver-rules > rules.json
aws route53resolver list-resolver-rule-associations > rule-vpcs.json
aws route53resolver list-firewall-rule-groups > groups.json
aws route53resolver list-firewall-rule-group-associations > group-vpcs.json
# For each zone, endpoint, rule group and domain list, with its id in the name of the file:
aws route53 get-hosted-zone --id $ZONE > zone-$ZONE.json
aws route53 list-resource-record-sets --hosted-zone-id $ZONE > records-$ZONE.json
aws route53resolver list-resolver-endpoint-ip-addresses \\
  --resolver-endpoint-id $ENDPOINT > addresses-$ENDPOINT.json
aws route53resolver list-firewall-rules \\
  --firewall-rule-group-id $GROUP > rules-$GROUP.json
aws route53resolver list-firewall-domains \\
  --firewall-domain-list-id $LIST > domains-$LIST.json";

/// Those about hubs and sites.
const HUB_COMMANDS: &str = "aws ec2 describe-transit-gateways > transit-gateways.json
aws ec2 describe-transit-gateway-attachments > hub-ends.json
aws ec2 describe-transit-gateway-vpc-attachments > hub-vpcs.json
aws ec2 describe-transit-gateway-route-tables > hub-tables.json
aws ec2 describe-transit-gateway-connects > connects.json
aws ec2 describe-transit-gateway-connect-peers > peers.json
aws ec2 describe-vpn-gateways > vpn-gateways.json
aws ec2 describe-customer-gateways > customer-gateways.json
aws ec2 describe-vpn-connections > vpn-connections.json
# For each table, with its id in the name of the file:
TABLE=tgw-rtb-0123456789abcdef0
aws ec2 get-transit-gateway-route-table-associations \\
  --transit-gateway-route-table-id $TABLE > associations-$TABLE.json
aws ec2 get-transit-gateway-route-table-propagations \\
  --transit-gateway-route-table-id $TABLE > propagations-$TABLE.json
aws ec2 search-transit-gateway-routes --filters Name=type,Values=static \\
  --transit-gateway-route-table-id $TABLE > routes-$TABLE.json";
