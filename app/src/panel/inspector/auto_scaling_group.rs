use super::link_list::LinkList;
use super::read;
use super::setting::{ChoiceSetting, Setting};
use super::shown::use_shown;
use leptos::prelude::*;
use netyard_core::model::Resource;
use serde_json::json;

/// An Auto Scaling group: how many instances there are, where it starts them, and which groups they join.
#[component]
pub(super) fn AutoScalingGroupInspector() -> impl IntoView {
    view! {
        <div class="section settings">
            <Setting label="Fewest" path="/minSize" read=read::count placeholder="0"/>
            <Setting label="Desired" path="/desiredCapacity" read=read::count placeholder="the fewest"/>
            <Setting label="Most" path="/maxSize" read=read::count placeholder="the fewest"/>
            <ChoiceSetting label="Health check" path="/healthCheckType" default="EC2" choices=&[
                ("EC2", "of the instance"), ("ELB", "of the load balancer"),
            ]/>
        </div>
        <Members title="Subnets" path="/vpcZoneIdentifier" none="It has no subnet, so it starts nothing. Connect it to one." add="Add a subnet…"/>
        <Members title="Target groups" path="/targetGroupArns" none="Its instances join no target group." add="Join a target group…"/>
        <Members title="Instances" path="/instances" none="It has started none yet." add="Attach an instance…"/>
    }
}

/// A list of ids of the group: others of its VPC can be put in.
#[component]
fn Members(
    /// The heading.
    title: &'static str,
    /// The JSON pointer of the list.
    path: &'static str,
    /// What is said where it is empty.
    none: &'static str,
    /// What stands in the list of choices.
    add: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let ids = Memo::new(move |_| shown.list(path));
    let more = Signal::derive(move || {
        let document = shown.desk.document();
        let taken = ids.get();
        let fits = |resource: &Resource| match path {
            "/vpcZoneIdentifier" => matches!(resource, Resource::Subnet(_)),
            "/instances" => matches!(resource, Resource::Instance(_)),
            _ => matches!(resource, Resource::TargetGroup(group) if group.target_type == "instance"),
        };
        let all = document
            .resources
            .iter()
            .filter(|(id, resource)| fits(resource) && !taken.contains(&id.to_string()));
        all.map(|(id, _)| (id.to_string(), document.display_name(id.as_str()).to_owned())).collect::<Vec<_>>()
    });
    let set = move |(id, on): (String, bool)| {
        if on {
            // What AWS does not take is said there.
            shown.desk.connect(shown.id().as_str(), &id);
        } else {
            let kept: Vec<String> = ids.get_untracked().into_iter().filter(|own| *own != id).collect();
            shown.set_or_say(&format!("the {}", title.to_lowercase()), path, json!(kept));
        }
    };
    view! { <LinkList title ids none add more set/> }
}
