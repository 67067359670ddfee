/**
 * One event as any door brings it. `data` is JSON text or what it decodes to. `id` is present only where this event
 * carried one: the cursor after it. An id without an event moves the reader's place.
 */
export interface DoorEvent {
	readonly event: string;
	readonly data: unknown;
	readonly id?: string;
	/** Packed moves that came beside the data, as bytes. */
	readonly packed?: Uint8Array;
}
