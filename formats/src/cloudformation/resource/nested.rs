//! Nested stacks that are not read: what is handed to one, it may change.

use crate::declared::finish;
use crate::declared::handed::may_change;
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::ResourceId;

/// Reads `AWS::CloudFormation::Stack` of which nobody knows whether it is made, or what it makes.
pub(super) fn stack(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("TemplateURL");
    let handed = view.words("Parameters");
    if view.is_unknown("Parameters") {
        maker.doubts.extend(finish::kinds());
    }
    let why = own.perhaps.as_deref().map_or_else(
        || "Its template is not among the files.".to_owned(),
        |why| format!("Nobody knows whether it is made. {why}"),
    );
    let known = handed.iter().filter(|id| maker.document.resource(id).is_some()).cloned();
    let known: Vec<String> = known.collect();
    let what = if known.is_empty() {
        "Nothing of the drawing is handed to it.".to_owned()
    } else {
        format!(
            "It may change what is handed to it, {}: a packet for which that counts ends UNKNOWN.",
            known.join(", ")
        )
    };
    maker.skip(own, &format!("{why} {what}"));
    for id in known {
        let _ = may_change(maker, own, &ResourceId::new(&id));
    }
}
