import '@fontsource/be-vietnam-pro/latin-400.css';
import '@fontsource/be-vietnam-pro/latin-600.css';
import '@fontsource/be-vietnam-pro/vietnamese-400.css';
import '@fontsource/be-vietnam-pro/vietnamese-600.css';
import './tokens.css';
import './controls.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { drop_old_drafts } from './lib/drafts';
import { tabs } from './lib/tabs';

const target = document.getElementById('app');
if (target) {
  void tabs
    .open()
    .then(() => drop_old_drafts(Date.now())) // only now is it known what other tabs are writing
    .catch(() => {})
    .finally(() => mount(App, { target }));
}
