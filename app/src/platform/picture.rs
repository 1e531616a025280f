//! Pictures of the drawing: the browser paints our own SVG, nothing leaves the page.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Blob, BlobPropertyBag, HtmlCanvasElement, HtmlImageElement, Url};

/// How many pixels of the picture one unit of the drawing has.
const SHARPNESS: f64 = 2.0;
/// No side of a picture is longer: browsers refuse larger canvases.
const MOST_PIXELS: f64 = 8_192.0;

/// An SVG as PNG; the browser's error if it cannot paint it.
pub(crate) async fn png(svg: String) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let source = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(&svg)), &options)?;
    let url = Url::create_object_url_with_blob(&source)?;
    let painted = paint(&url).await;
    let _ = Url::revoke_object_url(&url);
    let canvas = painted?;
    let promise = Promise::new(&mut |resolve, _| {
        let _ = canvas.to_blob(&resolve);
    });
    JsFuture::from(promise).await?.dyn_into()
}

/// What is in a picture.
pub(crate) async fn bytes_of(picture: &Blob) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(picture.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// A PNG of these bytes.
pub(crate) fn png_of(bytes: &[u8]) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("image/png");
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options)
}

async fn paint(url: &str) -> Result<HtmlCanvasElement, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await?;
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    let scale = SHARPNESS.min(MOST_PIXELS / width.max(height).max(1.0));
    let (width, height) = ((width * scale).round(), (height * scale).round());
    let canvas: HtmlCanvasElement = leptos::prelude::document().create_element("canvas")?.unchecked_into();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the most")]
    {
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
    }
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let draw: Function = Reflect::get(&context, &"drawImage".into())?.dyn_into()?;
    let place = [0.0, 0.0, width, height].map(JsValue::from_f64);
    let arguments: Array = std::iter::once(JsValue::from(&image)).chain(place).collect();
    draw.apply(&context, &arguments)?;
    Ok(canvas)
}

/// Puts an SVG into the clipboard as PNG; false if the browser does not allow it.
pub(crate) async fn copy_png(svg: String) -> bool {
    // The clipboard is asked at once, while the press of the key counts, and gets the picture when it is painted.
    let picture = future_to_promise(async move { png(svg).await.map(JsValue::from) });
    match write(&picture) {
        Ok(written) => JsFuture::from(written).await.is_ok(),
        Err(_) => false,
    }
}

fn write(picture: &Promise) -> Result<Promise, JsValue> {
    let window = js_sys::global();
    let clipboard = Reflect::get(&Reflect::get(&window, &"navigator".into())?, &"clipboard".into())?;
    let kind: Function = Reflect::get(&window, &"ClipboardItem".into())?.dyn_into()?;
    let forms = Object::new();
    Reflect::set(&forms, &"image/png".into(), picture)?;
    let item = Reflect::construct(&kind, &Array::of1(&forms))?;
    let write: Function = Reflect::get(&clipboard, &"write".into())?.dyn_into()?;
    write.call1(&clipboard, &Array::of1(&item))?.dyn_into()
}
