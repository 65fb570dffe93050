/** How the window of a desk is shown: how large, and in which colours. The desk remembers it, not the officer. */
import { z } from 'zod';

/** Steps of the page's size; WCAG asks for twice (1.4.4), and at less than once a window would show less than it was made for. */
export const ZOOM_STEPS = [1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** system: as the system says, by day and by night. */
export const THEMES = ['system', 'light', 'dark'] as const;

export const displaySchema = z.object({ zoom: z.number().min(1).max(2), theme: z.enum(THEMES) });

export type Display = Readonly<z.infer<typeof displaySchema>>;

export const FIRST_DISPLAY: Display = { zoom: 1, theme: 'system' };
