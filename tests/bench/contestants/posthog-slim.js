// @ts-check
// PostHog's slim bundle with only its survey extension, put together by the site's own bundler; the
// survey's interface still comes from a script of its own.
// @ts-ignore The package is there once the bench has installed it.
import posthog from "posthog-js/dist/module.slim";
// @ts-ignore
import { SurveysExtensions } from "posthog-js/dist/extension-bundles";

posthog.init("phc_bench", {
  api_host: new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src).href,
  __extensionClasses: { ...SurveysExtensions },
  autocapture: false,
  capture_pageview: false,
  capture_pageleave: false,
  capture_performance: false,
  disable_session_recording: true,
  advanced_disable_feature_flags: true,
  opt_out_useragent_filter: true,
});
