//! The map as one file: what the page asks for lies in blocks at the foot of the document, each under its name.
//!
//! boot.js and the program fetch as ever; they do not know the difference.
{
  const network = globalThis.fetch.bind(globalThis);
  const block = (address) => document.getElementById(`part:${String(address).split('?')[0]}`);
  globalThis.fetch = async (address, options) => {
    const part = block(address);
    if (!part) return network(address, options);
    const text = part.textContent;
    const body = 'base64' in part.dataset ? Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)) : text;
    return new Response(body, { headers: { 'Content-Type': part.type } });
  };
  const own = document.getElementById('boot').dataset;
  own.glue = URL.createObjectURL(new Blob([block(own.glue).textContent], { type: 'text/javascript' }));
}
