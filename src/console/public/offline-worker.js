// Whoever reloads a page while the server cannot be reached is told that nothing is lost, in place of the browser's own
// error. Nothing else is kept here: no page, no answer of the server, no word of a client.
const kept = 'offline-1';

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(['/offline.html', '/offline.css'])));
});

self.addEventListener('activate', (event) => {
  const others = caches.keys().then((names) => names.filter((name) => name !== kept));
  event.waitUntil(others.then((names) => Promise.all(names.map((name) => caches.delete(name)))));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode === 'navigate')
    event.respondWith(fetch(request).catch(() => caches.match('/offline.html')));
  else if (new URL(request.url).pathname === '/offline.css')
    event.respondWith(fetch(request).catch(() => caches.match('/offline.css')));
});
