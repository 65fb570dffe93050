// Starts the app folder named on the command line, as the default app of a complete Electron does.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { app } = require('electron');

const named = process.argv.slice(1).find((word) => !word.startsWith('-'));
if (named === undefined) {
  process.stderr.write('Name the folder of the app to start.\n');
  process.exit(2);
}
const folder = path.resolve(named);
const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));

// An app asks this to learn whether argv holds its own folder.
process.defaultApp = true;
app.setName(manifest.productName || manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
// Electron settled this folder under the bootstrap's name before any of our code ran.
if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', path.join(app.getPath('appData'), app.getName()));

require(path.resolve(folder, manifest.main));
