import express, { type RequestHandler } from "express";
import { Refusal } from "./refusal.js";

const JSON_TYPES = ["application/json", "application/*+json"];

/**
 * Reads a JSON body of up to `limitBytes` (after inflation) into `req.body`. Another content type, or none, is
 * refused as `unsupported_media_type`. Put it after the guard: who may not call is not read.
 */
export function jsonBody(limitBytes: number): readonly RequestHandler[] {
	return [
		(req, _res, next) => {
			if (req.is(JSON_TYPES)) return next();
			next(new Refusal("unsupported_media_type", "Send a JSON body, as content type application/json."));
		},
		express.json({ limit: limitBytes, type: JSON_TYPES }),
	];
}
