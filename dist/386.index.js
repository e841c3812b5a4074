"use strict";
exports.id = 386;
exports.ids = [386];
exports.modules = {

/***/ 99386:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   atS3: () => (/* binding */ atS3),
/* harmony export */   s3Client: () => (/* binding */ s3Client)
/* harmony export */ });
/* harmony import */ var _proxies__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30124);
/* harmony import */ var _source__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21425);


/** A prefix with more objects is hardly meant. */
const most = 10_000;
/** Of all `s3://` of a run one. */
async function s3Client({ region, credentials }) {
    const { S3Client } = await Promise.all(/* import() */[__webpack_require__.e(455), __webpack_require__.e(265)]).then(__webpack_require__.t.bind(__webpack_require__, 78265, 19));
    return new S3Client({
        ...{ region, credentials, followRegionRedirects: true },
        // An endpoint of one's own may have no name for each bucket.
        forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 || process.env.AWS_ENDPOINT_URL),
        requestHandler: { ..._proxies__WEBPACK_IMPORTED_MODULE_0__/* .proxyAgents */ .H, connectionTimeout: 10_000 },
    });
}
/** An object of S3, or all objects below a prefix, as a folder. @param address `s3://bucket/key` */
function atS3(address, client) {
    const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.+)$/is.exec(address) ?? [];
    return {
        shown: address,
        base: key.replace(/\/+$/, '').split('/').at(-1) || bucket,
        isPublic: false,
        async look(signal) {
            const source = objectOf(client, bucket, key);
            const piece = await source.open(0, undefined, signal).catch((error) => {
                if (error instanceof Missing)
                    return undefined;
                throw error;
            });
            piece?.cancel();
            if (piece && !key.endsWith('/')) {
                return [{ path: undefined, source, version: piece.version }];
            }
            return below(client, bucket, key.replace(/\/*$/, '/'), signal);
        },
    };
}
/** There is no such object, which a prefix needs not be. */
class Missing extends _source__WEBPACK_IMPORTED_MODULE_1__/* .Unavailable */ .$P {
}
function objectOf(client, bucket, key) {
    return {
        async open(from, known, signal) {
            // What has no ETag cannot be told from another object.
            const isRest = from > 0 && known?.tag !== undefined;
            const range = isRest ? { Range: `bytes=${from}-`, IfMatch: known.tag } : {};
            const answer = await get(client, { Bucket: bucket, Key: key, ...range }, signal);
            if (answer === undefined)
                return objectOf(client, bucket, key).open(0, undefined, signal);
            return pieceOf(answer, isRest ? { from, known } : undefined, bucket);
        },
    };
}
/** Undefined when the object has been replaced. @throws Unavailable, Missing, or what another try may mend */
async function get(client, request, abortSignal) {
    const { GetObjectCommand } = await Promise.all(/* import() */[__webpack_require__.e(455), __webpack_require__.e(265)]).then(__webpack_require__.t.bind(__webpack_require__, 78265, 19));
    try {
        return await client.send(new GetObjectCommand(request), { abortSignal });
    }
    catch (error) {
        if (request.Range && /PreconditionFailed|InvalidRange/.test(error.name)) {
            return undefined;
        }
        throw failure(error, request.Bucket);
    }
}
function pieceOf(answer, rest, bucket) {
    const body = answer.Body;
    const { ETag: tag, LastModified, ContentLength: bytes, ServerSideEncryption } = answer;
    const version = {
        ...{ bytes, tag, changed: LastModified?.toUTCString() },
        md5: md5Of(tag, ServerSideEncryption, bucket),
    };
    return {
        version: rest?.known ?? version,
        from: rest?.from ?? 0,
        body,
        cancel: () => body.destroy?.(),
    };
}
/**
 * S3 API Reference, "Object": an ETag is the MD5 of the bytes if they came in one part and are
 * encrypted with no key of KMS's; in a directory bucket (`…--x-s3`) never.
 */
function md5Of(tag = '', encryption, bucket) {
    const isPlain = encryption === undefined || encryption === 'AES256';
    return isPlain && !bucket.endsWith('--x-s3') ? /^"([0-9a-f]{32})"$/.exec(tag)?.[1] : undefined;
}
async function below(client, bucket, prefix, abortSignal) {
    const { ListObjectsV2Command } = await Promise.all(/* import() */[__webpack_require__.e(455), __webpack_require__.e(265)]).then(__webpack_require__.t.bind(__webpack_require__, 78265, 19));
    const entries = [];
    let ContinuationToken;
    do {
        const request = { Bucket: bucket, Prefix: prefix, ContinuationToken };
        const page = await client
            .send(new ListObjectsV2Command(request), { abortSignal })
            .catch((error) => {
            throw failure(error, bucket);
        });
        for (const { Key = '', Size: bytes, ETag: tag, LastModified } of page.Contents ?? []) {
            // What the console makes for an empty folder.
            if (Key.endsWith('/'))
                continue;
            const path = Key.slice(prefix.length);
            checkPath(path);
            const version = { bytes, tag, changed: LastModified?.toUTCString() };
            entries.push({ path, source: objectOf(client, bucket, Key), version });
        }
        ContinuationToken = page.NextContinuationToken;
        if (entries.length > most) {
            const message = `holds more than ${most} objects.`;
            throw new _source__WEBPACK_IMPORTED_MODULE_1__/* .Unavailable */ .$P({ message, fix: 'Pack them into one, or name a prefix with fewer.' });
        }
    } while (ContinuationToken !== undefined);
    if (entries.length > 0)
        return entries;
    throw new _source__WEBPACK_IMPORTED_MODULE_1__/* .Unavailable */ .$P({
        message: 'is not there: the bucket has no such object, and none below it.',
        fix: `See what there is: aws s3 ls s3://${bucket}/`,
    });
}
/** @throws Unavailable for a key that is no path below a folder */
function checkPath(path) {
    const isPath = path.split('/').every((part) => !['', '.', '..'].includes(part));
    if (isPath && !/\p{Cc}/u.test(path))
        return;
    throw new _source__WEBPACK_IMPORTED_MODULE_1__/* .Unavailable */ .$P({ message: 'holds an object whose key is no path of a file.' });
}
function failure(error, bucket) {
    const { name, message } = error;
    const { httpStatusCode: status } = error.$metadata ?? {};
    if (name === 'NoSuchBucket') {
        const fix = 'Compare it with: aws s3 ls';
        return new _source__WEBPACK_IMPORTED_MODULE_1__/* .Unavailable */ .$P({ message: `is not there: no bucket \`${bucket}\` is known.`, fix });
    }
    if (status === 404)
        return new Missing({ message: 'is not there.' });
    if (status === 401 || status === 403) {
        return new _source__WEBPACK_IMPORTED_MODULE_1__/* .Unavailable */ .$P({
            message: `may not be read (${name}: ${message}).`,
            fix: 'Allow `s3:GetObject` on it, and `s3:ListBucket` on its bucket for a folder (docs/aws-setup.md).',
        });
    }
    if (name === 'InvalidObjectState') {
        const fix = 'Restore it, or copy it to another storage class.';
        return new _source__WEBPACK_IMPORTED_MODULE_1__/* .Unavailable */ .$P({ message: 'lies in an archive.', fix });
    }
    return error;
}


/***/ })

};
;