export function EscalationsScreen() {
  return null;
}
