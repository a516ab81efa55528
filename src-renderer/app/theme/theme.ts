import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The glow under a teppan. White text on shade 7 has a contrast of 5.9, shade 4 on the dark panel one of 7. */
const ember: MantineColorsTuple = [
  '#fff4ed',
  '#ffe4d3',
  '#fdc9a8',
  '#fba678',
  '#f8834d',
  '#ee6226',
  '#d64a12',
  '#b43a0c',
  '#8f2f10',
  '#742a12',
];

/** Iron and stone: neutral greys with a little warmth. */
const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f4f2ef',
  '#e9e6e1',
  '#dcd8d1',
  '#c3bdb4',
  '#a29b91',
  '#777068',
  '#57514b',
  '#3a3531',
  '#24201d',
];

/** Shade 6 is the page, 7 a sunken field, 0 the text; Mantine reads the tuple in this order. */
const dark: MantineColorsTuple = [
  '#e8e4de',
  '#c9c3bb',
  '#a39b92',
  '#6f6861',
  '#46403b',
  '#37322e',
  '#26221f',
  '#1c1917',
  '#161412',
  '#0f0d0c',
];

export const theme = createTheme({
  primaryColor: 'ember',
  primaryShade: 7,
  colors: { ember, gray, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Menlo, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  spacing: { xs: '0.5rem', sm: '0.625rem', md: '0.875rem', lg: '1.125rem', xl: '1.5rem' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.125rem' }, h2: { fontSize: '0.9375rem' }, h3: { fontSize: '0.8125rem' } },
  },
  defaultRadius: 'md',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // The page itself never scrolls, and the lock would write a style element of its own.
    Modal: { defaultProps: { lockScroll: false, centered: true, overlayProps: { backgroundOpacity: 0.35 } } },
    Drawer: { defaultProps: { lockScroll: false, overlayProps: { backgroundOpacity: 0.2 } } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Badge: { defaultProps: { size: 'sm', radius: 'sm', variant: 'light', tt: 'none', fw: 500 } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } },
  },
});
