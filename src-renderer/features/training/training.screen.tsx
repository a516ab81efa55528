export function TrainingScreen() {
  return null;
}
