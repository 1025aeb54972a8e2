/**
 * <arrow-war-map>: the map in a frame, for pages that would rather write an element than messages.
 *
 *   <script src="https://example.org/war/embed.js" async></script>
 *   <arrow-war-map date="1860-09-21" lang="en"></arrow-war-map>
 *
 * Attributes become keys of the map's address; calls and events are messages of protocol 1 (README.md). There is
 * nothing else in here: the frame alone is just as good.
 */
{
  const VERSION = 1;
  const FOLDER = new URL('.', document.currentScript.src).href;

  /** Attributes of the element with the keys of the address they stand for. */
  const KEYS = {
    date: 'd', lang: 'lang', view: 'v', event: 'e', chapter: 'ch', reading: 'reading', scale: 'scale',
    theme: 'theme', mode: 'mode',
  };
  /** Attributes that move a map that is there already: the call, and the member that holds the value. */
  const CALLS = {
    date: ['seek', 'date'], chapter: ['chapter', 'chapter'], event: ['select', 'id'], view: ['view', 'extent'],
    lang: ['language', 'language'], theme: ['theme', 'theme'],
  };
  const TITLES = {
    'zh-hant': '第二次鴉片戰爭互動地圖', 'zh-hans': '第二次鸦片战争互动地图', en: 'Map of the Second Opium War',
  };

  class ArrowWarMap extends HTMLElement {
    static observedAttributes = Object.keys(KEYS);

    #frame = null;
    #ready = false;
    #waiting = [];
    #date = null;

    constructor() {
      super();
      // An author's rule for the element overrules these; a strict policy allows them.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(':host{display:block;height:45rem;max-height:100vh}iframe{width:100%;height:100%;border:0;display:block}');
      this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
    }

    connectedCallback() {
      addEventListener('message', this);
      this.#open();
    }

    disconnectedCallback() {
      removeEventListener('message', this);
      this.#ready = false;
    }

    attributeChangedCallback(name, before, after) {
      if (!this.#frame || before === after) return;
      if (name in CALLS && (after !== null || name === 'event')) this.#call(CALLS[name][0], { [CALLS[name][1]]: after });
      else this.#open();
    }

    /** A new frame with what the attributes say. */
    #open() {
      this.#ready = false;
      this.#waiting = [];
      const wishes = Object.entries(KEYS).filter(([name]) => this.hasAttribute(name));
      const pairs = [...wishes.map(([name, key]) => [key, this.getAttribute(name)]), ['origin', origin]];
      const address = new URL(this.getAttribute('src') ?? FOLDER, document.baseURI);
      // As the address is written anyway; only what would end a value is escaped.
      address.hash = pairs.map(([key, value]) => `${key}=${value.replace(/[&#%\s]/g, encodeURIComponent)}`).join('&');
      const frame = document.createElement('iframe');
      frame.title = this.title || TITLES[this.lang.toLowerCase()] || TITLES.en;
      frame.allow = 'fullscreen';
      frame.referrerPolicy = 'no-referrer';
      frame.loading = this.getAttribute('loading') === 'eager' ? 'eager' : 'lazy';
      if (this.hasAttribute('sandbox')) frame.setAttribute('sandbox', this.getAttribute('sandbox'));
      frame.src = address.href;
      this.#frame = frame;
      this.shadowRoot.replaceChildren(frame);
    }

    handleEvent({ data, source }) {
      if (!source || source !== this.#frame?.contentWindow || data?.arrowWar !== VERSION) return;
      if (data.type === 'ready') {
        this.#ready = true;
        for (const message of this.#waiting.splice(0)) this.#send(message);
      }
      if (data.date) this.#date = data.date;
      this.dispatchEvent(new CustomEvent(`arrow-war-${data.type}`, { detail: data }));
    }

    #call(type, members) {
      const message = { arrowWar: VERSION, type, ...members };
      if (this.#ready) this.#send(message);
      else this.#waiting.push(message);
    }

    #send(message) {
      // In a sandbox the map has no origin to name; it holds nothing that another page must not hear.
      const target = this.hasAttribute('sandbox') ? '*' : new URL(this.#frame.src).origin;
      this.#frame.contentWindow.postMessage(message, target);
    }

    /** The day shown, `null` before the map answers. */
    get date() { return this.#date; }
    get ready() { return this.#ready; }
    seek(date) { this.#call('seek', { date }); }
    play() { this.#call('play'); }
    pause() { this.#call('pause'); }
    next() { this.#call('next'); }
    previous() { this.#call('previous'); }
    chapter(chapter) { this.#call('chapter', { chapter }); }
    select(id) { this.#call('select', { id }); }
    view(extent) { this.#call('view', { extent }); }
    language(language) { this.#call('language', { language }); }
    theme(theme) { this.#call('theme', { theme }); }
    /** The state of everything on the day shown. */
    frame() {
      return new Promise((resolve) => {
        this.addEventListener('arrow-war-frame', (event) => resolve(event.detail.frame), { once: true });
        this.#call('frame?');
      });
    }
  }
  customElements.define('arrow-war-map', ArrowWarMap);
}
