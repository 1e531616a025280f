//! Import of CloudFormation templates, in YAML and in JSON: what a stack would be becomes a drawing.
//!
//! Files may be several: templates of stacks beside each other, whose exports are found by `Fn::ImportValue`, and templates
//! of nested stacks. Each part of a template keeps its line and column (`node.rs`), functions and references are worked out
//! (`evaluate.rs`, `reference.rs`, `condition.rs`), and one file in `resource` reads one kind of resource. Ids are made of
//! logical ids. What AWS gives only when it makes a stack is not known; addresses, zones and the Region have stand-ins
//! (`stand_in.rs`), which the report names. The report also names every resource and every property that is not read.

mod cidr;
mod circle;
mod condition;
pub(crate) mod drawn;
mod error;
mod evaluate;
mod for_each;
pub(crate) mod ids;
mod named;
mod parameter;
mod reference;
pub(crate) mod resource;
mod serverless;
mod short_form;
mod stacks;
mod stand_in;
mod template;
mod unread;
mod world;
mod yaml;

pub use error::TemplateError;

use crate::declared::finish;
use crate::declared::json;
use crate::declared::maker::Maker;
use crate::declared::node::{Kind, MOST_NODES, Member, Node};
use crate::declared::own::{About, Own};
use crate::foreign::passed_by;
use crate::import::{Imported, SourceFile, Step};
use netyard_core::model::ResourceId;
use netyard_core::ordered::Order;
use netyard_core::schema;
use std::collections::BTreeMap;
use std::rc::Rc;
use template::{Template, is_template, type_of};
use world::{Answer, World};

/// Whether a text looks like a template: cheap, and never true of what the AWS command line prints.
pub fn looks_like_one(text: &str) -> bool {
    let has_section = if is_json(text) {
        text.contains("\"Resources\"")
    } else {
        text.lines().any(|line| line.replace(['"', '\''], "").starts_with("Resources:"))
    };
    has_section && text.contains("AWS::")
}

fn is_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

/// Reads templates. `parameters` is what the user gives for parameters, by name; pseudo parameters such as `AWS::Region`
/// are among them. The order of the files does not matter.
///
/// Fails where nothing of it can be read, and where a file that seems to be a template is broken: half a template would
/// make a drawing that lies.
pub fn import(
    files: Vec<SourceFile>,
    parameters: &BTreeMap<String, String>,
) -> Result<Imported, TemplateError> {
    import_telling(files, parameters, &mut |_| ())
}

pub(crate) fn import_telling(
    mut files: Vec<SourceFile>,
    parameters: &BTreeMap<String, String>,
    tell: &mut dyn FnMut(Step),
) -> Result<Imported, TemplateError> {
    files.order_by(|left, right| left.path.cmp(&right.path));
    let mut world = World::new(parameters);
    let mut room = MOST_NODES;
    let of = files.len();
    let is_alone = of == 1;
    for (at, file) in files.into_iter().enumerate() {
        tell(Step::Reading { file: at + 1, of });
        if !is_alone && !looks_like_one(&file.text) {
            let why = "It does not look like a CloudFormation template.";
            let why = passed_by(&file.text).unwrap_or(why);
            world.ground.report.borrow_mut().skipped(&file.path, "", "File", why);
            continue;
        }
        read_file(&mut world, file, &mut room)?;
    }
    if world.templates.is_empty() {
        return Err(TemplateError::NothingFound { skipped: world.ground.report.take().skipped });
    }
    tell(Step::Making);
    world.drawn = drawn::Drawn::of(&world.templates);
    world.take_stand_ins();
    world.make_stacks();
    unread::sections(&world);
    let all = resources(&world);
    let mut maker = Maker::new(&world.ground);
    maker.interface_ids.clone_from(world.drawn.interfaces());
    for (id, vpc, kind) in world.drawn.parts() {
        let vpc = ResourceId::new(&world.id(0, vpc, "AWS::EC2::VPC"));
        maker.made_with.insert(ResourceId::new(id), (vpc, kind));
    }
    resource::read_all(&mut maker, &all);
    if world.may_make_anything.get() {
        maker.doubts.extend(finish::kinds());
    }
    drawn::apply(&mut maker, &world.drawn);
    let title = world.stacks.first().map_or("Imported stack", |stack| stack.name.as_str());
    finish::finish(&mut maker, title);
    let Maker { document, .. } = maker;
    unread::report(&world, &all);
    let report = world.ground.report.take();
    tell(Step::Checking);
    schema::open_value(schema::to_value(&document))?;
    Ok(Imported { document, report })
}

fn read_file(world: &mut World, file: SourceFile, room: &mut usize) -> Result<(), TemplateError> {
    let SourceFile { path, text } = file;
    let text = text.trim_start_matches('\u{feff}');
    let parsed = if is_json(text) { json::read(text, room) } else { yaml::read(text, room) };
    let tree = parsed.map_err(|broken| TemplateError::File {
        file: path.clone(),
        place: broken.place.to_string(),
        why: broken.why,
    })?;
    let tree = for_each::expand(tree, room);
    if is_template(&tree) {
        world.templates.push(Template::new(path.into(), tree));
    } else {
        let why = "It is no CloudFormation template: it has no Resources with types.";
        let why = passed_by(text).unwrap_or(why);
        world.ground.report.borrow_mut().skipped(&path, "", "File", why);
    }
    Ok(())
}

/// The resources of all stacks that are made, or may be.
fn resources(world: &World) -> Vec<Own> {
    let mut all = Vec::new();
    for stack in 0..world.stacks.len() {
        let Some(template) = world.template(stack) else { continue };
        for member in template.section("Resources") {
            let place = member.place;
            if member.key.starts_with("Fn::") {
                let why = "What makes resources in the account only is not read, so that nobody knows what there is of any kind: write them out, or import the template that AWS shows as processed.";
                world.fail(stack, place, "Macro", why);
                world.may_make_anything.set(true);
                continue;
            }
            let is_word = member.key.bytes().all(|letter| letter.is_ascii_alphanumeric());
            let Some(type_name) = type_of(&member.value).filter(|_| is_word) else {
                let why =
                    if is_word { "It has no Type." } else { "A logical id has letters and digits only." };
                world.fail(stack, place, "Resource", format!("{}: {why}", member.key));
                continue;
            };
            let perhaps = match world.is_made(stack, &member.value) {
                Answer::Yes => None,
                Answer::Perhaps(why) => Some(why),
                Answer::No => {
                    unread::not_made(world, stack, member, type_name);
                    continue;
                }
            };
            let about = About {
                file: Rc::clone(&template.file),
                logical: &member.key,
                type_name,
                id: world.id(stack, &member.key, type_name),
                place,
                path: String::new(),
                perhaps,
                given: given(world, stack, member, type_name),
            };
            let is_read = type_name == "AWS::CloudFormation::Stack"
                && world.nested.contains_key(&(stack, member.key.clone()));
            if is_read {
                let place = format!("line {}, {}", place.line, member.key);
                world.ground.report.borrow_mut().read(&template.file, &place, type_name);
                continue;
            }
            let properties = properties(world, stack, member, type_name);
            all.push(Own::new(about, properties));
        }
    }
    all
}

/// The functions of SAM.
const SERVERLESS: &str = "AWS::Serverless::Function";

/// The properties of a resource, worked out.
fn properties(world: &World, stack: usize, member: &Member, type_name: &str) -> Node {
    let place = member.place;
    if let Some(made) = member.value.members().iter().find(|part| part.key.starts_with("Fn::")) {
        let why = format!(
            "{} makes parts of {} in the account only; what its properties are is not known.",
            made.key, member.key
        );
        return world.fail(stack, made.place, "Macro", why);
    }
    let written = member.value.get("Properties");
    let nothing = Node { place, kind: Kind::Null };
    if let (SERVERLESS, Some(template)) = (type_name, world.template(stack)) {
        let properties = serverless::with_globals(template.root(), written, nothing);
        return world.evaluate(stack, &properties);
    }
    match written {
        // What code in the account is handed is worked out, too.
        Some(written) if resource::other::is_code(type_name) => {
            let mut properties = world.evaluate(stack, written);
            if let Kind::Map(members) = &mut properties.kind {
                members.extend(world.in_open_texts(stack, written));
            }
            properties
        }
        Some(written) if resource::is_read(type_name) => world.evaluate(stack, written),
        Some(written) => Node { place, kind: Kind::Map(world.named_things(stack, written)) },
        None => nothing,
    }
}

/// What AWS gives a resource when it makes it, and what stands for that.
fn given(world: &World, stack: usize, member: &Member, type_name: &str) -> BTreeMap<&'static str, String> {
    let Member { key, place, .. } = member;
    let (name, value) = match type_name {
        "AWS::EC2::EIP" => {
            let address = world.stand_ins.public.get(&(stack, key.clone()));
            ("PublicIp", address.map(ToString::to_string))
        }
        "AWS::EC2::VPCCidrBlock" => {
            let block = world.ipv6_block(stack, key, *place);
            ("Ipv6CidrBlock", block.and_then(|node| node.scalar().map(str::to_owned)))
        }
        "AWS::ElasticLoadBalancingV2::LoadBalancer" => {
            let name = world.attribute(stack, key, "DNSName", *place);
            ("DNSName", name.scalar().map(str::to_owned))
        }
        _ => return BTreeMap::new(),
    };
    value.map(|value| (name, value)).into_iter().collect()
}
