import type { Refused } from "./http.js";

export interface CredentialOptions {
	/** A JWT, or where to get it; asked anew for every request. */
	readonly token?: string | (() => string | undefined);
	/**
	 * Called on 401 and 403. A token other than the refused one is tried at once; undefined leaves the reader
	 * `refused` until `start` is called again.
	 */
	readonly onUnauthorised?: (refused: Refused) => Promise<string | undefined>;
	/** Told what a listener or the hook above threw; the other listeners are called all the same. Default: `console.error`. */
	readonly onListenerError?: (error: unknown) => void;
}

/** A reader's token, through its renewals. */
export interface Credential {
	/** For the request about to be made. */
	readonly token: () => string | undefined;
	/** Whether there is another one to try than that of the last request. */
	readonly renew: (refused: Refused) => Promise<boolean>;
}

export function createCredential(options: CredentialOptions): Credential {
	let renewed: string | undefined;
	/** Of the last request. */
	let tried: string | undefined;
	const current = (): string | undefined =>
		renewed ?? (typeof options.token === "function" ? options.token() : options.token);
	const isOther = (): boolean => current() !== undefined && current() !== tried;
	return {
		token: () => (tried = current()),
		async renew(refused) {
			if (isOther()) return true;
			renewed = undefined;
			try {
				renewed = await options.onUnauthorised?.(refused);
			} catch (error) {
				(options.onListenerError ?? console.error)(error);
			}
			return isOther();
		},
	};
}
