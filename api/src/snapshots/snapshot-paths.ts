/** Paths of the ingest: the one of today, and the one under which clients of the past know it. */
export const SNAPSHOT_PATHS = ["/v1/snapshot/game", "/letta/v1/snapshot/game"] as const;
