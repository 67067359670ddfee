import { useEffect, useMemo, useRef } from "react";
import type { CredentialOptions } from "./credential.js";

/**
 * A client that runs for as long as the component is there; another one begins when something of `key` changes. Hooks
 * and `token` are always the latest ones, and the rest of the options counts when a client begins.
 */
export function useRunning<
	Options extends CredentialOptions,
	Client extends { readonly start: () => void; readonly close: () => void },
>(create: (options: Options) => Client, options: Options, key: readonly unknown[]): Client {
	const latest = useRef(options);
	useEffect(() => {
		latest.current = options;
	});
	// What the options say beside the key is read when another client begins.
	const client = useMemo(
		() =>
			create({
				...options,
				token: () => {
					const { token } = latest.current;
					return typeof token === "function" ? token() : token;
				},
				onUnauthorised: async (refused) => latest.current.onUnauthorised?.(refused),
				onListenerError: (error) => (latest.current.onListenerError ?? console.error)(error),
			}),
		key,
	);
	useEffect(() => {
		client.start();
		return client.close;
	}, [client]);
	return client;
}
