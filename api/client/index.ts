export type { Clock } from "./clock.js";
export type { TickFrame } from "./frames.js";
export { Refused, type Fetch } from "./http.js";
export type { SyncChange, SyncCounts } from "./intake.js";
export { createStateSync, type StateSync, type StateSyncOptions } from "./state-sync.js";
export type { SyncStatus } from "./status.js";
export { createTopicStream, type TopicStream, type TopicStreamOptions } from "./topic-stream.js";
export type { Wake } from "./wake.js";
export { NO_WORLD, type ById, type Cast, type SyncedEntity, type SyncedWorld } from "./world-copy.js";
