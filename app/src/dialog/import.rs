use super::{close, is_open};
use crate::library::{Wishes, use_library};
use crate::store::{Dialog as Which, use_store};
use crate::ui::{Button, ButtonKind, Checkbox, Dialog, Sign, When, react};
use leptos::html;
use leptos::prelude::*;
use netyard_formats::parameters::{asked_for, parameters_of};

/// The id of the field for parameters, which the report of an import leads to.
pub(super) const PARAMETERS_ID: &str = "import-parameters";

/// Loads a real network: files or a folder, dropped or chosen, or a text that is pasted.
#[component]
pub(super) fn ImportDialog() -> impl IntoView {
    let library = use_library();
    let is_shown = is_open(Which::Import);
    react(move || {
        if is_shown.get() {
            library.begin_to_read();
        }
    });
    view! {
        <Dialog open=is_shown title="Load what you have" on_close=close(Which::Import)>
            <div class="dialog-body import">
                <Again/>
                <div class="import-zone">
                    <Sign id="download" size=20/>
                    <p>"Drop files or a folder anywhere in this window"</p>
                    <div class="import-acts">
                        <Button kind=ButtonKind::Primary on_press=move |()| library.choose_file()>"Choose files"</Button>
                        <Button on_press=move |()| library.choose_folder()>"Choose a folder"</Button>
                    </div>
                </div>
                <PastedText/>
                <WishList/>
                <p class="read-text">
                    "What " <code class="code-text">"aws ec2 describe-…"</code>
                    " prints, one answer a file or several in one; CloudFormation templates; what " <code class="code-text">"terraform show -json"</code>
                    " prints of a state or a plan, and as a best effort files of HCL without modules; or a Netyard file. Files are recognised by what is in them."
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

/// What was imported last, to be read again with values for its parameters.
#[component]
fn Again() -> impl IntoView {
    let library = use_library();
    // What is asked for when the dialog opens: what is written afterwards does not take the button away.
    let asked = StoredValue::new(
        library.report.with_untracked(|report| report.as_ref().map(asked_for)).unwrap_or_default(),
    );
    let name = StoredValue::new(library.imported_name().unwrap_or_default());
    let is_wrong =
        Signal::derive(move || library.wishes.with(|wishes| parameters_of(&wishes.parameters).is_err()));
    let is_asked = asked.with_value(|asked| !asked.is_empty()) && name.with_value(|name| !name.is_empty());
    is_asked.then(|| {
        view! {
            <section class="import-again" aria-label="Import again">
                <p>{format!(
                    "{} has parameters without a value: {}. Write them below, then import it again.",
                    name.get_value(),
                    asked.with_value(|asked| asked.join(", "))
                )}</p>
                <Button kind=ButtonKind::Primary disabled=is_wrong on_press=move |()| library.import_again()>"Import again"</Button>
            </section>
        }
    })
}

/// A text in place of a file.
#[component]
fn PastedText() -> impl IntoView {
    let library = use_library();
    let field = NodeRef::<html::Textarea>::new();
    let is_empty = RwSignal::new(true);
    let read = move |()| {
        if let Some(field) = field.get_untracked() {
            library.read_pasted(field.value());
        }
    };
    view! {
        <details class="import-more">
            <summary>"Paste a text: a template, what AWS prints, a drawing or a link"</summary>
            <div class="text-area">
                <label for="import-text">"Text"</label>
                <textarea
                    node_ref=field
                    id="import-text"
                    class="input import-text"
                    rows="8"
                    spellcheck="false"
                    on:input=move |event| is_empty.set(event_target_value(&event).trim().is_empty())
                ></textarea>
            </div>
            <Button disabled=is_empty on_press=read>"Read the text"</Button>
        </details>
    }
}

/// What is wished of what is read.
#[component]
fn WishList() -> impl IntoView {
    let library = use_library();
    let store = use_store();
    let wishes = library.wishes;
    let is_blank = Signal::derive(move || store.document.with(|document| document.resources.is_empty()));
    let of = move |read: fn(&Wishes) -> bool| Signal::derive(move || wishes.with(read));
    let set = move |write: fn(&mut Wishes, bool)| {
        Callback::new(move |on: bool| wishes.update(|wishes| write(wishes, on)))
    };
    let wrong = move || wishes.with(|wishes| parameters_of(&wishes.parameters).err());
    view! {
        <fieldset class="import-wishes">
            <legend>"What becomes of it"</legend>
            <Checkbox
                label="Into the open drawing, by id: you see what would change first"
                checked=Signal::derive(move || !is_blank.get() && wishes.with(|wishes| wishes.merges))
                disabled=is_blank
                on_change=set(|wishes, on| wishes.merges = on)
            />
            <Checkbox label="Without account ids" checked=of(|wishes| wishes.without.account_ids) on_change=set(|wishes, on| wishes.without.account_ids = on)/>
            <Checkbox label="Without tags (names stay)" checked=of(|wishes| wishes.without.tags) on_change=set(|wishes, on| wishes.without.tags = on)/>
            <Checkbox label="Without descriptions" checked=of(|wishes| wishes.without.descriptions) on_change=set(|wishes, on| wishes.without.descriptions = on)/>
            <div class="text-area">
                <label for=PARAMETERS_ID>"Values for parameters of templates, NAME=VALUE, one a line"</label>
                <textarea
                    id=PARAMETERS_ID
                    class="input import-text"
                    rows="3"
                    spellcheck="false"
                    placeholder="AWS::Region=eu-west-1"
                    aria-invalid=move || wrong().map(|_| "true")
                    aria-describedby="import-parameters-wrong"
                    prop:value=move || wishes.with(|wishes| wishes.parameters.clone())
                    on:input=move |event| wishes.update(|wishes| wishes.parameters = event_target_value(&event))
                ></textarea>
                <p id="import-parameters-wrong" class="field-error" role="status">{wrong}</p>
            </div>
        </fieldset>
        <When holds=move || !is_blank.get() && !wishes.with(|wishes| wishes.merges)>
            <p class="quiet-text">"It opens as a new drawing; the open one stays in the list of drawings."</p>
        </When>
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
