//! What decides about names: hosted zones, health checks, rules of the resolver, rule groups of DNS Firewall, DHCP option sets.
//!
//! What counts for one VPC stands below it, in rows as wide as the VPC; what counts for several stands below all of them.
//! What is owned by an account that is drawn stands in it. A public zone stands beside the internet, because everybody
//! asks it, and so does a health check: it is from there that it checks.

use std::collections::BTreeMap;

use netyard_core::model::{DhcpOptions, Document, HealthCheckConfig, ResolverRule, Resource, ResourceId};
use netyard_core::ordered::Order;

use super::arrange::put;
use super::facts::Facts;
use super::frame::frame_of;
use super::gather::{Tree, card, vpc_part};
use super::part::Part;
use super::region::{hull, pieces};
use crate::geometry::{Point, Rect};
use crate::glyph::{glyph_of_type, glyph_word};
use crate::shape::{CARD_HEIGHT, CARD_WIDTH, NAME_GAP, NAME_LANE};
use crate::text_width::{TextStyle, cut_in_the_middle};

/// Room for a domain or for addresses on a card.
const META_ROOM: i32 = 150;
/// Public zones stand in rows of so many.
const PUBLIC_ACROSS: usize = 5;
/// How far public zones are lifted where tiles stand on the border of a Region below, or lines of gateways run there.
const OVER_TILES: i32 = 24;

/// What a card says, and the VPCs that it counts for.
struct Said<'a> {
    meta: String,
    owner: Option<&'a str>,
    vpcs: Vec<&'a ResourceId>,
    is_public: bool,
}

/// Adds the card of such a thing; of anything else nothing. AWS's own DHCP options are no card: a VPC that has them says so.
pub(super) fn add(
    document: &Document,
    facts: &Facts<'_>,
    id: &ResourceId,
    resource: &Resource,
    tree: &mut Tree,
) {
    let Some(said) = said(facts, id, resource) else { return };
    let mut vpcs: Vec<usize> = Vec::new();
    for at in said.vpcs.iter().filter_map(|vpc| vpc_part(tree, vpc.as_str())) {
        if !vpcs.contains(&at) {
            vpcs.push(at);
        }
    }
    if is_amazons(resource) && !document.placement.contains_key(id.as_str()) {
        if let Some(vpc) = vpcs.first().and_then(|vpc| tree.parts.get(*vpc)) {
            tree.stands_for.insert(id.clone(), vpc.key.clone());
        }
        return;
    }
    let mut part = card(document, id, glyph_of_type(glyph_word(resource)).id);
    part.meta = said.meta;
    if said.is_public {
        let frame = frame_of(tree, facts, said.owner, None);
        let at = tree.add(document, part, frame);
        if frame.is_none() {
            tree.public_zones.push(at);
        }
        return;
    }
    let count = match (vpcs.len(), said.vpcs.is_empty()) {
        (0, true) => "no VPC".to_owned(),
        (0, false) => "VPC not drawn".to_owned(),
        (1, _) => String::new(),
        (many, _) => format!("{many} VPCs"),
    };
    part.is_dashed = vpcs.is_empty();
    if !count.is_empty() {
        part.meta = if part.meta.is_empty() { count } else { format!("{}, {count}", part.meta) };
    }
    let frame = frame(document, tree, facts, said.owner, &vpcs);
    let at = tree.add(document, part, frame);
    tree.names.push((at, vpcs));
}

fn said<'a>(facts: &'a Facts<'_>, id: &ResourceId, resource: &'a Resource) -> Option<Said<'a>> {
    let cut = |text: &str| cut_in_the_middle(text, META_ROOM, TextStyle::Meta);
    Some(match resource {
        Resource::HostedZone(zone) => Said {
            meta: if zone.config.private_zone { "private zone" } else { "public zone" }.to_owned(),
            owner: zone.owner_id.as_deref(),
            vpcs: zone.vpcs.iter().filter_map(|vpc| vpc.vpc_id.as_ref()).collect(),
            is_public: !zone.config.private_zone,
        },
        Resource::HealthCheck(check) => Said {
            meta: cut(&words_of_check(&check.health_check_config)),
            owner: check.owner_id.as_deref(),
            vpcs: Vec::new(),
            is_public: true,
        },
        Resource::ResolverRule(rule) => Said {
            meta: cut(&words_of_rule(rule)),
            owner: rule.owner_id.as_deref(),
            vpcs: rule.vpc_ids.iter().collect(),
            is_public: false,
        },
        Resource::FirewallRuleGroup(group) => Said {
            meta: "DNS Firewall".to_owned(),
            owner: group.owner_id.as_deref(),
            vpcs: group
                .firewall_rule_group_associations
                .values()
                .filter_map(|association| association.vpc_id.as_ref())
                .collect(),
            is_public: false,
        },
        Resource::DhcpOptions(options) => Said {
            meta: cut(&options.values_of(DhcpOptions::SERVERS).join(", ")),
            owner: options.owner_id.as_deref(),
            vpcs: facts.vpcs_with_options(id).to_vec(),
            is_public: false,
        },
        _ => return None,
    })
}

/// "HTTPS www.example.com", "checks nothing yet".
fn words_of_check(config: &HealthCheckConfig) -> String {
    let kind = config.r#type.as_deref().unwrap_or_default();
    let children = config.child_health_checks.len();
    let address = config.ip_address.as_ref().map(ToString::to_string);
    match (kind, address.or_else(|| config.fully_qualified_domain_name.clone())) {
        ("CALCULATED", _) if children == 1 => "of 1 check".to_owned(),
        ("CALCULATED", _) => format!("of {children} checks"),
        ("CLOUDWATCH_METRIC", _) => "by an alarm".to_owned(),
        ("RECOVERY_CONTROL", _) => "by a routing control".to_owned(),
        (_, None) => "checks nothing yet".to_owned(),
        (kind, Some(endpoint)) => format!("{kind} {endpoint}"),
    }
}

/// "corp.example" where it forwards, "system eu-west-1.compute.internal".
fn words_of_rule(rule: &ResolverRule) -> String {
    let (does, domain) = match rule.rule_type.as_str() {
        "FORWARD" => return rule.domain_name.clone().unwrap_or_else(|| "no domain".to_owned()),
        "DELEGATE" => ("delegates", &rule.delegation_record),
        "SYSTEM" => ("system", &rule.domain_name),
        other => (other, &rule.domain_name),
    };
    match domain {
        Some(domain) => format!("{does} {domain}"),
        None => format!("{does} no domain"),
    }
}

/// Whether these are the options that AWS makes for every Region: the Amazon resolver, the domain of the Region, and no
/// name that somebody gave.
pub(crate) fn is_amazons(resource: &Resource) -> bool {
    let Resource::DhcpOptions(options) = resource else { return false };
    let is_domain = |domain: &str| domain == "ec2.internal" || domain.ends_with(".compute.internal");
    let domains = options.values_of("domain-name");
    options.name.is_none()
        && options.dhcp_configurations.len() == 2
        && options.values_of(DhcpOptions::SERVERS) == [DhcpOptions::AMAZON]
        && domains.len() == 1
        && domains.into_iter().all(is_domain)
}

/// The innermost box round all the VPCs; for what a drawn account owns, its Region, or the account itself.
fn frame(
    document: &Document,
    tree: &Tree,
    facts: &Facts<'_>,
    owner: Option<&str>,
    vpcs: &[usize],
) -> Option<usize> {
    if facts.owners.account_of(owner).is_some() {
        let region = |at: &usize| {
            let vpc = tree.parts.get(*at).and_then(|part| document.vpc(part.key.as_str()));
            vpc.and_then(|vpc| vpc.region.as_deref())
        };
        let first = vpcs.first().and_then(region);
        let only = first.filter(|_| vpcs.iter().all(|vpc| region(vpc) == first));
        return frame_of(tree, facts, owner, only);
    }
    let parent = |at: usize| tree.parts.get(at).and_then(|part| part.parent);
    let holds = |container: usize, at: usize| {
        let mut up = parent(at);
        while let Some(around) = up.filter(|around| *around != container) {
            up = parent(around);
        }
        up.is_some()
    };
    let mut found = parent(*vpcs.first()?);
    for vpc in vpcs {
        while let Some(container) = found.filter(|container| !holds(*container, *vpc)) {
            found = parent(container);
        }
    }
    found
}

/// Zones first, then rules, groups and options; each by name.
fn in_order(tree: &Tree, cards: &mut [usize]) {
    cards.order_by_key(|at| {
        let part = tree.parts.get(*at);
        let rank = part.map(|part| match part.glyph {
            "zone" => 0,
            "rslvrr" => 1,
            "dnsfw" => 2,
            _ => 3,
        });
        (rank, part.map(|part| (part.name.clone(), part.key.clone())))
    });
}

/// The cards of a Region that nobody placed: below each VPC those that count for it alone, and the others.
fn blocks(tree: &Tree, region: usize) -> (BTreeMap<usize, Vec<usize>>, Vec<usize>) {
    let mut below: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut others = Vec::new();
    for (card, vpcs) in &tree.names {
        let is_own = |part: &Part| part.parent == Some(region) && !part.hidden && part.placed_at().is_none();
        if !tree.parts.get(*card).is_some_and(is_own) {
            continue;
        }
        match vpcs.as_slice() {
            [vpc] if tree.parts.get(*vpc).is_some_and(|vpc| vpc.parent == Some(region)) => {
                below.entry(*vpc).or_default().push(*card);
            }
            _ => others.push(*card),
        }
    }
    for cards in below.values_mut() {
        in_order(tree, cards);
    }
    (below, others)
}

/// A block of equally wide cards: how many stand in a row, and its size. It is about as wide as the room, wider only
/// where it would be much higher than wide.
fn grid(tree: &Tree, cards: &[usize], room: i32) -> Grid {
    let widths = cards.iter().filter_map(|at| tree.parts.get(*at)).map(|part| part.frame.w);
    let card = widths.max().unwrap_or(CARD_WIDTH);
    let (step, row) = (card + NAME_GAP.0, CARD_HEIGHT + NAME_GAP.1);
    let fit = usize::try_from((room + NAME_GAP.0) / step).unwrap_or(1).max(1);
    let square = usize::try_from(row).unwrap_or(1) * cards.len() / usize::try_from(step).unwrap_or(1).max(1);
    let columns = fit.max(square.isqrt()).min(cards.len().max(1));
    let rows = cards.len().div_ceil(columns);
    Grid { columns, card, size: (times(columns, step) - NAME_GAP.0, times(rows, row) - NAME_GAP.1) }
}

struct Grid {
    columns: usize,
    card: i32,
    size: (i32, i32),
}

fn times(count: usize, size: i32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX / 4096).saturating_mul(size)
}

fn put_grid(tree: &mut Tree, cards: &[usize], grid: &Grid, corner: Point) {
    for (nth, at) in cards.iter().enumerate() {
        if let Some(part) = tree.parts.get_mut(*at) {
            part.frame.w = grid.card;
        }
        let x = times(nth % grid.columns, grid.card + NAME_GAP.0);
        let y = times(nth / grid.columns, CARD_HEIGHT + NAME_GAP.1);
        put(tree, *at, corner.moved(x, y));
    }
}

/// Tells each VPC of a Region how much room is needed below it.
pub(super) fn ask_for_room(tree: &mut Tree, region: usize) {
    let (below, _) = blocks(tree, region);
    for (vpc, cards) in below {
        let Some(width) = tree.parts.get(vpc).map(|part| part.frame.w) else { continue };
        let (w, h) = grid(tree, &cards, width).size;
        if let Some(part) = tree.parts.get_mut(vpc) {
            part.below = (w, NAME_LANE + h);
        }
    }
}

/// Places what counts for one VPC below it.
pub(super) fn place_below(tree: &mut Tree, region: usize, vpcs: &[usize]) {
    let (below, _) = blocks(tree, region);
    if below.is_empty() {
        return;
    }
    // Where nobody placed a VPC there is room for each block.
    let is_placed = |at: &usize| tree.parts.get(*at).is_some_and(|part| part.placed_at().is_some());
    let is_tight = vpcs.iter().any(is_placed);
    let mut taken: Vec<Rect> =
        if is_tight { vpcs.iter().flat_map(|at| pieces(tree, *at)).collect() } else { Vec::new() };
    for (vpc, cards) in below {
        let Some(rect) = tree.parts.get(vpc).map(Part::rect) else { continue };
        let grid = grid(tree, &cards, rect.w);
        let top = rect.bottom().max(hull(tree, vpc).bottom()) + NAME_LANE;
        let mut block = Rect::new(rect.x, top, grid.size.0, grid.size.1);
        while let Some(other) = taken.iter().find(|other| other.overlaps(&block)) {
            block.y = other.bottom() + NAME_LANE;
        }
        put_grid(tree, &cards, &grid, Point::new(block.x, block.y));
        if is_tight {
            taken.push(block);
        }
    }
}

/// Places what counts for several VPCs, or for none of this Region, below everything: each in the middle of what it joins
/// where all stand in one row.
pub(super) fn place_others(tree: &mut Tree, region: usize, vpcs: &[usize]) {
    let names: Vec<usize> = tree.names.iter().map(|(name, _)| *name).collect();
    for at in names {
        let is_here = |part: &Part| part.parent == Some(region) && part.placed_at().is_some();
        if tree.parts.get(at).is_some_and(is_here) {
            put(tree, at, Point::default());
        }
    }
    let (_, mut others) = blocks(tree, region);
    if others.is_empty() {
        return;
    }
    let children = super::arrange::inside(tree, region);
    let is_link = |part: &Part| part.kind == crate::node::NodeKind::LinkTile;
    let placed = children.iter().filter(|at| !others.contains(at)).filter_map(|at| tree.parts.get(*at));
    let foot = placed.filter(|part| !is_link(part)).map(|part| part.rect().bottom()).max();
    let y = foot.map_or(0, |foot| foot + NAME_LANE);
    let all = vpcs.iter().filter_map(|at| tree.parts.get(*at)).map(Part::rect);
    let all = all.reduce(|all, rect| all.union(&rect)).unwrap_or_default();
    let grid = grid(tree, &others, all.w.max(3 * (CARD_WIDTH + NAME_GAP.0)));
    if grid.columns < others.len() {
        in_order(tree, &mut others);
        put_grid(tree, &others, &grid, Point::new(all.x, y));
        return;
    }
    let middle = |tree: &Tree, card: usize| {
        let joined = tree.names.iter().find(|(at, _)| *at == card).map(|(_, joined)| joined.as_slice());
        let here = joined.unwrap_or_default().iter().filter(|vpc| vpcs.contains(vpc));
        let rects = here.filter_map(|vpc| tree.parts.get(*vpc)).map(Part::rect);
        rects.reduce(|all, rect| all.union(&rect)).unwrap_or(all).center().x
    };
    in_order(tree, &mut others);
    others.order_by_key(|card| middle(tree, *card));
    let mut free = i32::MIN;
    for card in others {
        let x = (middle(tree, card) - grid.card / 2).max(all.x).max(free);
        if let Some(part) = tree.parts.get_mut(card) {
            part.frame.w = grid.card;
        }
        put(tree, card, Point::new(x, y));
        free = x + grid.card + NAME_GAP.0;
    }
}

/// Places public zones and health checks in rows right of the internet, or where it would stand.
pub(super) fn place_public(tree: &mut Tree, internet: Option<usize>, spot: Point) {
    let mut zones = tree.public_zones.clone();
    if zones.is_empty() {
        return;
    }
    in_order(tree, &mut zones);
    let count = |glyph: &str| tree.parts.iter().filter(|part| part.glyph == glyph).count();
    let lift = if count("bpa") > 0 || count("igw") + count("eigw") > 1 { OVER_TILES } else { 0 };
    let net = internet.and_then(|at| tree.parts.get(at)).map(Part::rect);
    let first = net.map_or(spot.x, |net| net.right() + NAME_GAP.0);
    let y = net.map_or(spot.y, |net| net.y) - lift;
    let width = zones.iter().filter_map(|at| tree.parts.get(*at)).map(|part| part.frame.w).max();
    let step = width.unwrap_or(CARD_WIDTH) + NAME_GAP.0;
    for (nth, at) in zones.into_iter().enumerate() {
        let (column, row) = (nth % PUBLIC_ACROSS, nth / PUBLIC_ACROSS);
        let corner = Point::new(first + times(column, step), y - times(row, CARD_HEIGHT + NAME_GAP.1));
        put(tree, at, corner);
    }
}
