/** Lets the officer choose a scanner on a serial line or in HID-POS mode, and lets the page open only what was chosen. */
import { dialog, type BrowserWindow, type HIDDevice, type SerialPort, type Session } from 'electron';
import type { KeptFile } from '../keptFile.ts';
import type { ShellWords } from '../words/shellWords.ts';
import { makeOf, mayUse } from './permissions.ts';

/** isNamed: the device says what it is, as USB devices do; a bare port of the computer may be anything. */
interface Choice {
  readonly id: string;
  readonly words: string;
  readonly make: string;
  readonly isNamed: boolean;
}

/** known: makes that were chosen on earlier days. */
export function serveScanners(session: Session, window: () => BrowserWindow, known: KeptFile<readonly string[]>, words: () => ShellWords['scanner']): void {
  const chosen = new Set(known.read());

  session.setDevicePermissionHandler(({ deviceType, origin, device }) =>
    deviceType !== 'usb' && mayUse(deviceType, origin) && chosen.has(makeOf(deviceType, device)));

  session.on('select-serial-port', (event, ports, _contents, answer) => {
    event.preventDefault();
    void ask(ports.map(portChoice)).then((id) => answer(id ?? ''));
  });
  session.on('select-hid-device', (event, { deviceList }, answer) => {
    event.preventDefault();
    void ask(deviceList.map(hidChoice)).then((id) => answer(id));
  });

  /** null: nothing there, or the officer chose nothing. One device that names itself needs no question: the officer has just asked for it. */
  async function ask(choices: readonly Choice[]): Promise<string | null> {
    const [first] = choices;
    const picked = choices.length === 1 && first?.isNamed === true ? first : await pick(choices);
    if (picked === undefined) return null;
    chosen.add(picked.make);
    known.write([...chosen]);
    return picked.id;
  }

  async function pick(choices: readonly Choice[]): Promise<Choice | undefined> {
    if (choices.length === 0) return undefined;
    const { title, which, none } = words();
    const { response } = await dialog.showMessageBox(window(), {
      type: 'question', title, message: which,
      buttons: [...choices.map((choice) => choice.words), none], cancelId: choices.length, noLink: true,
    });
    return choices[response];
  }
}

function portChoice(port: SerialPort): Choice {
  return { id: port.portId, words: [port.displayName, port.portName].filter(Boolean).join(' · '), make: makeOf('serial', port), isNamed: port.vendorId !== undefined };
}

function hidChoice(device: HIDDevice): Choice {
  return { id: device.deviceId, words: device.name, make: makeOf('hid', device), isNamed: true };
}
