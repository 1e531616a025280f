use super::about;
use super::importer::{AS_A_WHOLE, Importer};
use super::item::Item;
use super::transit_gateway::{destination, is_deleted};
use super::transit_gateway_attachment::{Association, CONNECT, holds};
use netyard_core::model::{
    Resource, ResourceId, ResourceType, RowId, TransitGatewayRoute, TransitGatewayRouteTable,
    VpnAdvertisement,
};
use netyard_core::net::CidrBlock;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const LABEL: &str = "Transit gateway route table";
const ROUTE: &str = "Route of a transit gateway";
const PROPAGATION: &str = "Propagation of a transit gateway";
const ASSOCIATION: &str = "Association of a transit gateway";
const OF_WHICH: &str =
    "The answer does not say of which table it is. Put the table's id (tgw-rtb-…) into the name of the file.";

/// What answers besides that of the tables tell of one of them.
#[derive(Default)]
struct Told {
    associations: Vec<ResourceId>,
    /// `None` where no answer tells of propagations.
    propagations: Option<Vec<ResourceId>>,
    /// Attachments that bring a route of the table, as its routes tell.
    bring: Vec<ResourceId>,
    /// `None` where no answer tells of routes.
    routes: Option<Vec<TransitGatewayRoute>>,
    /// Whether there are more routes than the answers hold.
    more: bool,
    /// Whether its routes were searched for, with a filter that the answer does not tell.
    searched: bool,
    /// What Connect attachments bring.
    announced: Vec<(ResourceId, CidrBlock)>,
}

/// Reads `TransitGatewayRouteTables`, and the answers that tell what is in them. These say seldom of which table they are:
/// then the name of the file tells, or there is only one table.
pub(super) fn read(importer: &mut Importer, associations: Vec<Association>) {
    let tables: Vec<(ResourceId, Item)> = importer
        .take("TransitGatewayRouteTables")
        .into_iter()
        .filter_map(|item| Some((importer.id(&item, "TransitGatewayRouteTableId", LABEL)?, item)))
        .collect();
    let mut told: BTreeMap<ResourceId, Told> =
        tables.iter().map(|(id, _)| (id.clone(), Told::default())).collect();
    for Association { table, attachment } in associations {
        told.entry(table).or_default().associations.push(attachment);
    }
    answers(importer, &mut told);
    announce(importer, told.values().flat_map(|told| &told.announced));
    for (id, item) in tables {
        if is_deleted(importer, &item, LABEL) {
            continue;
        }
        let told = told.remove(&id).unwrap_or_default();
        if told.searched {
            let why = "The answer of search-transit-gateway-routes holds what its filter asked for, and does not tell the filter. Routes that it left out are missing here.";
            importer.approximate(&item, LABEL, why);
        }
        let table = table(&item, told);
        if !table.unknown.is_empty() {
            let why = format!(
                "No answer tells of its {}. A trace that needs them ends UNKNOWN. Import the answers of search-transit-gateway-routes and get-transit-gateway-route-table-propagations, too, each in a file with the table's id in its name.",
                table.unknown.join(" and ")
            );
            importer.approximate(&item, LABEL, &why);
        }
        importer.insert(&item, id, table);
    }
    drop_gone(importer);
}

fn table(item: &Item, told: Told) -> TransitGatewayRouteTable {
    let mut unknown = Vec::new();
    if told.routes.is_none() || told.more {
        unknown.push("routes".to_owned());
    }
    if told.propagations.is_none() && told.bring.is_empty() {
        unknown.push("propagations".to_owned());
    }
    let routes = told.routes.unwrap_or_default().into_iter().enumerate();
    TransitGatewayRouteTable {
        name: item.name(),
        tags: item.tags(),
        transit_gateway_id: item.id("TransitGatewayId"),
        default_association_route_table: item.flag("DefaultAssociationRouteTable"),
        default_propagation_route_table: item.flag("DefaultPropagationRouteTable"),
        associations: told.associations,
        propagations: told.propagations.unwrap_or(told.bring),
        routes: routes.map(|(index, route)| (RowId::new(&format!("r{}", index + 1)), route)).collect(),
        unknown,
        ..TransitGatewayRouteTable::default()
    }
}

/// The answers that tell of one table each, and the lists of them that some tools write.
fn answers(importer: &mut Importer, told: &mut BTreeMap<ResourceId, Told>) {
    for item in importer.take("TransitGatewayPropagations") {
        let Some(table) = importer.id(&item, "TransitGatewayRouteTableId", PROPAGATION) else { continue };
        importer.report.read(&item.file, &item.place, PROPAGATION);
        let of = told.entry(table).or_default().propagations.get_or_insert_default();
        for entry in item.list("TransitGatewayRouteTablePropagations").iter().filter(|entry| holds(entry)) {
            push(of, entry.id("TransitGatewayAttachmentId"));
        }
    }
    for item in importer.take("TransitGatewayStaticRoutes") {
        let Some(table) = importer.id(&item, "TransitGatewayRouteTableId", ROUTE) else { continue };
        importer.report.read(&item.file, &item.place, ROUTE);
        let of = told.entry(table).or_default();
        of.routes.get_or_insert_default();
        of.more |= item.flag("AdditionalRoutesAvailable");
        for entry in item.list("Routes") {
            route(of, &entry);
        }
    }
    let of_one_table =
        |importer: &mut Importer, item: &Item, label: &str, told: &BTreeMap<ResourceId, Told>| {
            let table = about::of(item, told.keys()).cloned();
            if table.is_none() {
                importer.skip(item, label, OF_WHICH);
            } else {
                importer.report.read(&item.file, &item.place, label);
            }
            table
        };
    for item in importer.take("TransitGatewayRouteTablePropagations") {
        let Some(table) = of_one_table(importer, &item, PROPAGATION, told) else { continue };
        let of = told.entry(table).or_default().propagations.get_or_insert_default();
        push(of, item.id("TransitGatewayAttachmentId").filter(|_| holds(&item)));
    }
    for item in importer.take("TransitGatewayAssociations") {
        let Some(table) = of_one_table(importer, &item, ASSOCIATION, told) else { continue };
        let of = &mut told.entry(table).or_default().associations;
        push(of, item.id("TransitGatewayAttachmentId").filter(|_| holds(&item)));
    }
    for item in importer.take("TransitGatewayRoutes") {
        let Some(table) = of_one_table(importer, &item, ROUTE, told) else { continue };
        let of = told.entry(table).or_default();
        of.more |= importer.is_cut_anywhere("TransitGatewayRoutes");
        of.searched = true;
        of.routes.get_or_insert_default();
        route(of, &item);
    }
    nothing(importer, told);
}

/// Answers with nothing in them: the table has no propagation, no association, or no route that the filter asked for.
fn nothing(importer: &mut Importer, told: &mut BTreeMap<ResourceId, Told>) {
    let kinds = [
        ("TransitGatewayRouteTablePropagations", PROPAGATION),
        ("TransitGatewayAssociations", ASSOCIATION),
        ("TransitGatewayRoutes", ROUTE),
    ];
    for (key, label) in kinds {
        for answer in importer.empty(key).to_vec() {
            let Some(table) = about::of(&answer, told.keys()).cloned() else {
                importer.skip(&answer, label, OF_WHICH);
                continue;
            };
            let of = told.entry(table).or_default();
            match key {
                "TransitGatewayRouteTablePropagations" => {
                    of.propagations.get_or_insert_default();
                }
                "TransitGatewayRoutes" => {
                    of.routes.get_or_insert_default();
                    of.searched = true;
                }
                _ => {}
            }
        }
    }
}

fn push(list: &mut Vec<ResourceId>, id: Option<ResourceId>) {
    if let Some(id) = id.filter(|id| !list.contains(id)) {
        list.push(id);
    }
}

/// A route that somebody wrote is a row; one that an attachment brings tells that it propagates.
fn route(told: &mut Told, item: &Item) {
    let attachments = item.list("TransitGatewayAttachments");
    let mut ids = attachments.iter().filter_map(|entry| entry.id("TransitGatewayAttachmentId"));
    if item.text("Type") == Some("propagated") {
        for id in ids {
            push(&mut told.bring, Some(id));
        }
        for entry in attachments.iter().filter(|entry| entry.text("ResourceType") == Some(CONNECT)) {
            let prefix = destination(item).0.zip(entry.id("TransitGatewayAttachmentId"));
            told.announced.extend(prefix.map(|(block, id)| (id, block)));
        }
        return;
    }
    let (destination_cidr_block, prefix_list_id) = destination(item);
    let attachment = ids.next();
    let row = TransitGatewayRoute {
        destination_cidr_block: destination_cidr_block.filter(|_| prefix_list_id.is_none()),
        prefix_list_id,
        blackhole: item.text("State") == Some("blackhole") && attachment.is_none(),
        transit_gateway_attachment_id: attachment,
        ..TransitGatewayRoute::default()
    };
    let rows = told.routes.get_or_insert_default();
    // A prefix list stands in the answer once for each of its blocks.
    if !rows.contains(&row) {
        rows.push(row);
    }
}

/// What is announced over Connect attachments AWS tells only by the routes that they bring.
fn announce<'a>(importer: &mut Importer, announced: impl Iterator<Item = &'a (ResourceId, CidrBlock)>) {
    let mut by_attachment: BTreeMap<&ResourceId, BTreeSet<&CidrBlock>> = BTreeMap::new();
    for (id, block) in announced {
        by_attachment.entry(id).or_default().insert(block);
    }
    for (id, blocks) in by_attachment {
        let Some(mut own) = importer.document.transit_gateway_attachment(id.as_str()).cloned() else {
            continue;
        };
        let rows = blocks.into_iter().enumerate().map(|(index, block)| {
            let cidr_block = Some(block.clone());
            let announced = VpnAdvertisement { cidr_block, ..VpnAdvertisement::default() };
            (RowId::new(&format!("a{}", index + 1)), announced)
        });
        own.advertisements = Some(rows.collect());
        importer.document.resources.insert(id.clone(), Arc::new(Resource::TransitGatewayAttachment(own)));
    }
}

/// Attachments that are gone are named by no table. What is gone is known only where all attachments were read.
fn drop_gone(importer: &mut Importer) {
    let tables: Vec<(ResourceId, TransitGatewayRouteTable)> = importer
        .document
        .resources
        .iter()
        .filter_map(|(id, resource)| match resource.as_ref() {
            Resource::TransitGatewayRouteTable(table) => Some((id.clone(), table.clone())),
            _ => None,
        })
        .collect();
    for (id, mut table) in tables {
        let document = &importer.document;
        let gateway = table.transit_gateway_id.as_ref().and_then(|id| document.transit_gateway(id.as_str()));
        let knows_all = gateway.is_some_and(|gateway| {
            !gateway.unknown.iter().any(|kind| kind == ResourceType::TransitGatewayAttachment.type_name())
        });
        if !knows_all {
            continue;
        }
        let is_gone = |id: &ResourceId| document.transit_gateway_attachment(id.as_str()).is_none();
        let mentioned = table.associations.iter().chain(&table.propagations);
        let gone: BTreeSet<ResourceId> = mentioned.filter(|id| is_gone(id)).cloned().collect();
        if gone.is_empty() {
            continue;
        }
        table.associations.retain(|id| !gone.contains(id));
        table.propagations.retain(|id| !gone.contains(id));
        let names: Vec<&str> = gone.iter().map(ResourceId::as_str).collect();
        let why =
            format!("It names attachments that are gone, and is drawn without them: {}.", names.join(", "));
        importer.report.approximated(AS_A_WHOLE, id.as_str(), LABEL, &why);
        importer.document.resources.insert(id, Arc::new(Resource::TransitGatewayRouteTable(table)));
    }
}
