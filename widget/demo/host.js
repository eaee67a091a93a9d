/* The host page's own script; Callside needs none of it. Colours and direction are set before anything is drawn. */
const root = document.documentElement;
const query = new URLSearchParams(location.search);

const apply = {
  theme: (value) => {
    root.dataset.theme = ['light', 'dark'].includes(value) ? value : 'auto';
  },
  dir: (value) => {
    root.dir = value === 'rtl' ? 'rtl' : 'ltr';
  },
};
for (const [name, set] of Object.entries(apply)) set(query.get(name));

addEventListener('DOMContentLoaded', () => {
  const switches = {
    language: document.getElementById('language'),
    theme: document.getElementById('theme'),
    dir: document.getElementById('dir'),
  };
  switches.language.value = root.lang.startsWith('en') ? 'en' : root.lang;
  switches.theme.value = root.dataset.theme;
  switches.dir.value = root.dir;

  for (const [name, set] of Object.entries(apply)) {
    switches[name].addEventListener('change', () => {
      const { value } = switches[name];
      set(value);
      query.set(name, value);
      history.replaceState(null, '', `?${query}`);
    });
  }
  // Each language is a file of its own, so it is another page.
  switches.language.addEventListener('change', () => {
    query.set('lang', switches.language.value);
    location.assign(`?${query}`);
  });

  const today = document.getElementById('today');
  const call = document.getElementById('call');
  const began = Date.now() - (4 * 60 + 12) * 1000;
  const two = (number) => String(number).padStart(2, '0');
  const tick = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    call.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
    today.textContent = new Intl.DateTimeFormat(root.lang, {
      dateStyle: 'full',
      timeStyle: 'short',
    }).format(new Date());
  };
  tick();
  setInterval(tick, 1000);
});
