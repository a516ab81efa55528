/** A table whose texts are searched by vectors: the columns in use, and what distinguishes its rows. */
export interface VectorTable {
  name: string;
  vector: string;
  /** Null where the text alone is embedded. */
  title: string;
  text: string;
  /** Which rows are searched. */
  inUse: string;
  index: string;
  nextIndex: string;
}

/** Constants of this file alone are put into SQL; nothing that comes from outside. */
export const VECTOR_TABLES: readonly VectorTable[] = [
  {
    name: 'ai.kb_chunks',
    vector: 'vector',
    title: 'title',
    text: 'text',
    inUse: 'is_active',
    index: 'idx_kb_vector_hnsw',
    nextIndex: 'idx_kb_next_vector_hnsw',
  },
  {
    name: 'ai.kb_questions',
    vector: 'vector',
    title: 'NULL',
    text: 'text',
    inUse: 'true',
    index: 'idx_kb_question_vector_hnsw',
    nextIndex: 'idx_kb_question_next_vector_hnsw',
  },
  {
    name: 'ai.training_data',
    vector: 'question_vector',
    title: 'NULL',
    text: 'question',
    inUse: "status = 'approved' AND human_verified AND is_active",
    index: 'idx_training_vector_hnsw',
    nextIndex: 'idx_training_next_vector_hnsw',
  },
];
