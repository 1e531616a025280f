use super::importer::Importer;

/// Reads `AvailabilityZones`. A zone's name is enough in a drawing, so zones become no resources of their own.
pub(super) fn read(importer: &mut Importer) {
    // Kept for `finish`: the Region of a VPC without subnets may follow from them.
    let items = importer.peek("AvailabilityZones").to_vec();
    for item in items {
        importer.report.read(&item.file, &item.place, "Availability Zone name");
    }
}
