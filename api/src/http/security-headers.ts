import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Headers that keep browsers from doing with our pages what nobody meant. Everything comes from our own origin;
 * inline styles alone are allowed, as component libraries and Swagger set them.
 */
export function securityHeaders(production: boolean): RequestHandler {
	return helmet({
		contentSecurityPolicy: {
			directives: {
				"font-src": ["'self'", "data:"],
				"style-src": ["'self'", "'unsafe-inline'"],
				// Where TLS ends in front of us the page has its scheme already; where there is none, it would break it.
				"upgrade-insecure-requests": null,
			},
		},
		// A developer's machine serves other things by plain HTTP.
		strictTransportSecurity: production,
	});
}

/** Of these, those that speak of how a browser shows a document: on a stream of events they say nothing. */
export const DOCUMENT_HEADERS: readonly string[] = [
	"Content-Security-Policy",
	"Cross-Origin-Opener-Policy",
	"Origin-Agent-Cluster",
	"Referrer-Policy",
	"X-DNS-Prefetch-Control",
	"X-Download-Options",
	"X-Frame-Options",
	"X-Permitted-Cross-Domain-Policies",
	"X-XSS-Protection",
];
