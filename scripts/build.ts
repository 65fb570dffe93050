/** Builds the desktop program into out/app (electron-vite, production mode). */
import { build } from 'electron-vite';

await build({ logLevel: 'warn' });
