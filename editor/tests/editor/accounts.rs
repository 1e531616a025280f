//! Accounts as boxes: what is made in one belongs to it, what is dragged into another one belongs to that.

use crate::support::TestEditor;
use netyard_core::change::Change;
use netyard_core::model::{Resource, ResourceType};
use netyard_editor::{Alternative, CommandId, Destination, DropVerdict, Effect, Key, PartId, Request};
use netyard_scene::{NodeKind, Point};

/// Two accounts beside one another, `vpc-1` in the first.
fn two_accounts() -> TestEditor {
    let mut test = TestEditor::empty();
    test.drop_part(PartId::Account, Point::new(100, 100));
    test.drop_part(PartId::Account, Point::new(1300, 100));
    test.drop_in(PartId::Vpc, "account-1").forget();
    test
}

fn region_of(test: &TestEditor, account: &str) -> String {
    format!("{}/eu-west-1", test.id(account))
}

fn owner(test: &TestEditor, name: &str) -> Option<String> {
    let id = test.id(name);
    let owner = test.document().resource(id.as_str()).and_then(Resource::owner_id);
    owner.map(|owner| test.document().display_name(owner).to_owned())
}

/// The name of the container, and of that round it.
fn around(test: &TestEditor, name: &str) -> (Option<String>, Option<String>) {
    let id = test.id(name);
    let nodes = test.editor.scene().nodes();
    let parent = test.editor.scene().node(id.as_str()).and_then(|node| nodes.get(node.parent?));
    let outer = parent.and_then(|node| nodes.get(node.parent?));
    (parent.map(|node| node.name.clone()), outer.map(|node| node.name.clone()))
}

fn inside(region: &str, account: &str) -> (Option<String>, Option<String>) {
    (Some(region.to_owned()), Some(account.to_owned()))
}

const OPEN: (Option<String>, Option<String>) = (None, None);

#[test]
fn an_account_stands_where_it_was_dropped_and_what_is_dropped_in_it_belongs_to_it() {
    let mut test = two_accounts();
    let account = test.rect("account-2");
    assert_eq!((account.x, account.y), (1260, 90), "held by its name, on the grid");
    assert_eq!(owner(&test, "vpc-1").as_deref(), Some("account-1"));
    assert_eq!(around(&test, "vpc-1"), inside("eu-west-1", "account-1"));
    test.drop_in(PartId::TransitGateway, "account-2").drop_in(PartId::Function, "account-2");
    for name in ["tgw-1", "function-1"] {
        assert_eq!(owner(&test, name).as_deref(), Some("account-2"), "{name}");
        assert_eq!(around(&test, name), inside("eu-west-1", "account-2"), "{name}");
    }
    let region = region_of(&test, "account-2");
    test.drop_in(PartId::Vpc, &region);
    assert_eq!(around(&test, "vpc-2"), inside("eu-west-1", "account-2"));
    // In the open it is nobody's.
    test.drop_part(PartId::Vpc, Point::new(400, 1800));
    assert_eq!((owner(&test, "vpc-3"), around(&test, "vpc-3")), (None, (Some("eu-west-1".to_owned()), None)));
}

#[test]
fn what_is_no_account_s_is_refused_in_one_and_the_other_way_round() {
    let mut test = two_accounts();
    let hover = |test: &mut TestEditor, part: PartId, at: Point| {
        test.hover_part(part, at);
        let drop = test.editor.overlay().drop.clone().map(|drop| drop.verdict);
        test.key("Escape");
        match drop {
            Some(DropVerdict::Invalid { reason }) => reason,
            other => format!("{other:?}"),
        }
    };
    let account = test.rect("account-2");
    let ground = Point::new(account.center().x, account.bottom() - 14);
    assert_eq!(
        hover(&mut test, PartId::Account, ground),
        "An account stands in the open drawing, not in another account. Drop it in the open."
    );
    assert_eq!(
        hover(&mut test, PartId::OnPremisesSite, ground),
        "An on-premises site lies outside of every Region. Drop it in the open."
    );
    assert_eq!(
        hover(&mut test, PartId::Subnet, ground),
        "A subnet lies in a VPC, not in the account itself. Drop it in vpc-1."
    );
    assert_eq!(
        hover(&mut test, PartId::S3, ground),
        "Amazon S3 does not belong to account-2. Drop it outside of accounts, or give a VPC of account-2 a gateway endpoint."
    );
    let vpc = test.rect("vpc-1").center();
    assert!(
        hover(&mut test, PartId::Account, vpc)
            .starts_with("An account stands in the open drawing, not in the VPC itself.")
    );
}

#[test]
fn a_vpc_dragged_to_another_account_belongs_to_it_and_back_by_undo() {
    let mut test = two_accounts();
    test.drop_in(PartId::Subnet, "vpc-1");
    test.drop_in(PartId::Instance, "subnet-a");
    // The instance says itself whose it is.
    let (id, account) = (test.id("web-1"), test.id("account-1"));
    test.request(Request::Edit {
        label: "Owner".to_owned(),
        changes: vec![Change::set(&id, "/ownerId", account.as_str())],
    });
    let target = test.rect("account-2").center();
    test.forget().drag_to("vpc-1", target);
    assert_eq!(test.refusal(), None);
    assert_eq!(owner(&test, "vpc-1").as_deref(), Some("account-2"));
    assert_eq!(owner(&test, "web-1"), None, "it goes along and is no guest");
    assert_eq!(around(&test, "vpc-1"), inside("eu-west-1", "account-2"));
    let left = region_of(&test, "account-1");
    assert!(test.editor.scene().node(&left).is_none(), "an empty Region is drawn no longer");
    test.keys("mod+z");
    assert_eq!(around(&test, "vpc-1"), inside("eu-west-1", "account-1"));
    assert_eq!(owner(&test, "web-1").as_deref(), Some("account-1"));
}

#[test]
fn a_vpc_dragged_out_of_its_account_is_nobody_s() {
    let mut test = two_accounts();
    test.drag_to("vpc-1", Point::new(900, 1500));
    assert_eq!((owner(&test, "vpc-1"), around(&test, "vpc-1")), (None, (Some("eu-west-1".to_owned()), None)));
    let vpc = test.rect("vpc-1");
    assert!((vpc.center().x - 900).abs() < 200 && (vpc.y - 1500).abs() < 40, "where it was dropped: {vpc:?}");
    // And in again, onto the account itself.
    let target = test.rect("account-1").center();
    test.drag_to("vpc-1", target);
    assert_eq!(around(&test, "vpc-1"), inside("eu-west-1", "account-1"));
    assert!(test.editor.scene().node("eu-west-1").is_none());
}

#[test]
fn a_gateway_of_a_region_goes_to_another_account_in_its_region_only() {
    let mut test = two_accounts();
    test.drop_in(PartId::TransitGateway, "account-1");
    test.drop_in(PartId::Vpc, "account-2");
    let target = test.rect("vpc-2");
    test.drag_to("tgw-1", Point::new(target.center().x, target.bottom() + 8));
    assert_eq!(owner(&test, "tgw-1").as_deref(), Some("account-2"));
    // A second Region in the account.
    test.drop_in(PartId::Region, "account-2").forget();
    let region = test.selected()[0].clone();
    assert!(region.ends_with("/us-east-1"), "{region}");
    let target = test.rect(&region).center();
    test.drag_to("tgw-1", target);
    assert_eq!(
        test.refusal().as_deref(),
        Some("tgw-1 belongs to eu-west-1 for good. Draw another one in us-east-1, and connect the two.")
    );
    let target = test.rect(&region).center();
    test.forget().drag_to("vpc-1", target);
    let [Alternative { label, changes }] = test.alternatives().try_into().unwrap();
    assert_eq!(label, "Make vpc-1 again in us-east-1");
    test.request(Request::Apply { label, changes });
    assert_eq!(around(&test, "vpc-1"), inside("us-east-1", "account-2"));
    assert_eq!(owner(&test, "vpc-1").as_deref(), Some("account-2"));
}

#[test]
fn a_function_changes_its_account_and_inherits_in_a_vpc_of_it() {
    let mut test = two_accounts();
    test.drop_in(PartId::Subnet, "vpc-1");
    test.drop_in(PartId::Function, "account-1");
    let target = test.rect("account-2").center();
    test.drag_to("function-1", target);
    assert_eq!(
        (owner(&test, "function-1").as_deref(), around(&test, "function-1")),
        (Some("account-2"), inside("eu-west-1", "account-2"))
    );
    let target = test.rect("account-1");
    test.drag_to("function-1", Point::new(target.center().x, target.bottom() - 8));
    let target = test.rect("subnet-a").center();
    test.drag_to("function-1", target);
    assert_eq!((owner(&test, "function-1"), test.parent("function-1").as_deref()), (None, Some("subnet-a")));
    assert_eq!(
        test.editor.network().network.owner_of(test.id("function-1").as_str()),
        Some(test.id("account-1").as_str())
    );
    // Out of the VPC, in another account.
    let target = test.rect("account-2").center();
    test.drag_to("function-1", target);
    assert_eq!(
        (owner(&test, "function-1").as_deref(), around(&test, "function-1")),
        (Some("account-2"), inside("eu-west-1", "account-2"))
    );
}

#[test]
fn each_account_has_its_own_block_public_access() {
    let mut test = two_accounts();
    test.drop_in(PartId::Vpc, "account-2");
    let (one, two) = (region_of(&test, "account-1"), region_of(&test, "account-2"));
    let foot = |test: &TestEditor, region: &str| {
        let rect = test.rect(region);
        Point::new(rect.x + 6, rect.bottom() - 6)
    };
    let at = foot(&test, &one);
    test.drop_part(PartId::BlockPublicAccess, at).forget();
    assert_eq!(owner(&test, "bpa-eu-west-1").as_deref(), Some("account-1"));
    let at = foot(&test, &two);
    test.drag_to("bpa-eu-west-1", at);
    assert_eq!(test.refusal(), None);
    assert_eq!(
        (owner(&test, "bpa-eu-west-1").as_deref(), around(&test, "bpa-eu-west-1")),
        (Some("account-2"), inside("eu-west-1", "account-2"))
    );
    let at = foot(&test, &one);
    test.drop_part(PartId::BlockPublicAccess, at).forget();
    assert_eq!(owner(&test, "bpa-eu-west-1-2").as_deref(), Some("account-1"));
    let at = foot(&test, &two);
    test.drag_to("bpa-eu-west-1-2", at);
    assert_eq!(
        test.refusal().as_deref(),
        Some("eu-west-1 of account-2 has bpa-eu-west-1 already: a Region has one Block Public Access.")
    );
}

#[test]
fn an_account_goes_with_its_content_or_leaves_it_to_nobody() {
    let mut test = two_accounts();
    test.drop_in(PartId::Subnet, "vpc-1").drop_in(PartId::TransitGateway, "account-1");
    test.drop_part(PartId::Vpc, Point::new(400, 1800)).forget();
    let before = test.rect("vpc-1");
    let id = test.id("account-1");
    test.request(Request::Delete { keys: vec![id.clone()], keep_content: true });
    assert_eq!((owner(&test, "vpc-1"), owner(&test, "tgw-1")), (None, None));
    assert!(test.document().placement.keys().all(|key| !key.starts_with(&format!("{id}/"))));
    test.keys("mod+z").forget();
    assert_eq!(test.rect("vpc-1"), before);
    test.request(Request::Delete { keys: vec![id], keep_content: false });
    assert_eq!(
        (test.count(ResourceType::Vpc), test.count(ResourceType::TransitGateway)),
        (1, 0),
        "nobody's stays"
    );
    assert_eq!(test.count(ResourceType::Account), 1);
    // The Region and the VPC, its zone and subnet, the transit gateway.
    assert!(
        test.toast().is_some_and(|text| text.starts_with("Deleted account-1 with ")),
        "{:?}",
        test.toast()
    );
}

#[test]
fn a_region_of_an_account_goes_without_the_same_region_of_others() {
    let mut test = two_accounts();
    test.drop_in(PartId::Vpc, "account-2");
    let region = test.id(&region_of(&test, "account-1"));
    test.forget().request(Request::Delete { keys: vec![region.clone()], keep_content: true });
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "eu-west-1 is drawn because VPCs or gateways are in it. Delete them, or delete it with its content."
        )
    );
    test.forget().request(Request::Delete { keys: vec![region], keep_content: false });
    assert!(!test.has("vpc-1") && test.has("vpc-2"));
}

#[test]
fn what_the_mouse_does_the_keyboard_does() {
    let mut test = two_accounts();
    // Add here: the nearest container round the selection takes the part.
    test.select(&["account-2"]).request(Request::Create { part: PartId::Vpc, inside: None });
    assert_eq!(around(&test, "vpc-2"), inside("eu-west-1", "account-2"));
    test.select(&["account-2"]).request(Request::Create { part: PartId::Region, inside: None });
    assert_eq!(test.selected(), [format!("{}/us-east-1", test.id("account-2"))]);
    // An account never lies in what is selected.
    test.select(&["vpc-2"]).request(Request::Create { part: PartId::Account, inside: None });
    assert_eq!(around(&test, "account-3"), OPEN);
    // Into a container, out of it.
    let (vpc, account) = (test.id("vpc-1"), test.id("account-2"));
    test.request(Request::MoveInto { keys: vec![vpc.clone()], container: Some(account) });
    assert_eq!(around(&test, "vpc-1"), inside("eu-west-1", "account-2"));
    assert_eq!(test.said().as_deref(), Some("vpc-1 into account-2"));
    test.request(Request::MoveInto { keys: vec![vpc.clone()], container: None });
    assert_eq!(owner(&test, "vpc-1"), None);
    // The owner in the inspector does the same.
    let account = test.id("account-1");
    let changes = vec![Change::set(&vpc, "/ownerId", account.as_str())];
    test.request(Request::Edit { label: "Change the owner".to_owned(), changes });
    assert_eq!(around(&test, "vpc-1"), inside("eu-west-1", "account-1"));
    let changes = vec![Change::RemovePath { id: vpc, path: "/ownerId".to_owned() }];
    test.request(Request::Edit { label: "Remove the owner".to_owned(), changes });
    assert_eq!(around(&test, "vpc-1"), (Some("eu-west-1".to_owned()), None));
}

#[test]
fn a_folded_account_hides_its_content_until_something_in_it_is_asked_for() {
    let mut test = two_accounts();
    test.drop_in(PartId::Subnet, "vpc-1");
    test.select(&["account-1"]).command(CommandId::ToggleFold);
    let id = test.id("account-1");
    let node = test.editor.scene().node(id.as_str()).unwrap().clone();
    assert_eq!((node.kind, node.inside.as_str()), (NodeKind::Account, "1 VPC, 1 subnet"));
    assert_eq!(test.editor.description(&id), "account-1, account, folded: 1 VPC, 1 subnet");
    let subnet = test.id("subnet-a");
    assert!(test.editor.scene().node(subnet.as_str()).is_none());
    // Made without a pointer in what is folded: it is shown.
    test.request(Request::Reveal(subnet.clone()));
    assert!(test.editor.scene().node(subnet.as_str()).is_some() && !test.editor.is_folded(id.as_str()));
}

#[test]
fn a_vpc_is_pasted_into_the_account_that_is_selected() {
    let mut test = two_accounts();
    test.select(&["vpc-1"]).forget().keys("mod+c");
    let text = test.effects.iter().find_map(|effect| match effect {
        netyard_editor::Effect::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let text = text.expect("copied text");
    test.select(&["account-2"]).request(Request::Paste { text: text.clone(), in_place: false });
    assert_eq!((test.refusal(), around(&test, "vpc-2")), (None, inside("eu-west-1", "account-2")));
    test.select(&["vpc-1"]).request(Request::Paste { text, in_place: false });
    assert_eq!(around(&test, "vpc-3"), inside("eu-west-1", "account-1"), "beside the original");
}

#[test]
fn the_keyboard_walks_into_an_account_and_out_again() {
    let mut test = two_accounts();
    test.select(&["account-1"]).keys("mod+shift+ArrowDown");
    assert_eq!(test.selected(), [region_of(&test, "account-1")]);
    let said = test.said().unwrap_or_default();
    assert!(said.starts_with("eu-west-1, Region, in account-1, 1 part inside"), "{said}");
    test.keys("mod+shift+ArrowDown");
    assert_eq!(test.selected(), ["vpc-1"]);
    test.keys("mod+shift+ArrowUp").keys("mod+shift+ArrowUp");
    assert_eq!(test.selected(), ["account-1"]);
    test.keys("Escape").keys("mod+a");
    assert_eq!(test.selected(), ["vpc-1"], "what stands on the ground, not the ground");
}

/// What the person is to choose from: the names of the containers, with what they lie in.
fn offered(test: &TestEditor) -> Vec<String> {
    let name = |key: &Key| test.document().display_name(key.as_str()).rsplit('/').next().unwrap().to_owned();
    let chosen = test.effects.iter().rev().find_map(|effect| match effect {
        Effect::ChooseContainer { destinations, .. } => Some(destinations.clone()),
        _ => None,
    });
    let words = |own: Destination| match (own.container, own.around) {
        (None, _) => "open".to_owned(),
        (Some(own), None) => name(&own),
        (Some(own), Some(around)) => format!("{} in {}", name(&own), name(&around)),
    };
    chosen.unwrap_or_default().into_iter().map(words).collect()
}

#[test]
fn the_containers_that_take_what_is_selected_are_offered() {
    let mut test = two_accounts();
    test.drop_in(PartId::Subnet, "vpc-1").drop_in(PartId::InternetGateway, "vpc-1");
    test.drop_in(PartId::Vpc, "account-2")
        .drop_in(PartId::Subnet, "vpc-2")
        .drop_in(PartId::Instance, "subnet-a");
    test.drop_in(PartId::OnPremisesSite, "account-1");
    // Its own account and Region are none; the Region in the other account would mean the same as that account.
    test.select(&["vpc-1"]).command(CommandId::MoveInto);
    assert_eq!(offered(&test), ["account-2", "open"]);
    test.forget().select(&["web-1"]).command(CommandId::MoveInto);
    assert_eq!(offered(&test), ["subnet-a-2 in vpc-2"]);
    test.forget().select(&["igw-vpc-1"]).command(CommandId::MoveInto);
    assert_eq!(offered(&test).first().map(String::as_str), Some("vpc-2 in eu-west-1"));
    // What stands in the open only has nowhere to go.
    test.select(&["account-1"]);
    assert!(!test.editor.is_enabled(CommandId::MoveInto));
    // Folded, the account still holds and takes.
    test.select(&["account-2"]).command(CommandId::ToggleFold);
    test.forget().select(&["vpc-1"]).command(CommandId::MoveInto);
    assert_eq!(offered(&test), ["account-2", "open"]);
    let (vpc, account) = (test.id("vpc-1"), test.id("account-2"));
    test.request(Request::MoveInto { keys: vec![vpc], container: Some(account) });
    assert_eq!(owner(&test, "vpc-1").as_deref(), Some("account-2"));
}
