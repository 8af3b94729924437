using Microsoft.AspNetCore.Http;
using Planner.Inference;

namespace Planner.Server.Problems;

/// <summary>Why a request gets no answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong and where.</param>
/// <param name="Fix">What the caller can do about it.</param>
internal sealed record Problem(int Status, string Detail, string? Fix = null)
{
    /// <summary>The kind of problem in a word, as programs read it.</summary>
    public string Code { get; init; } = CodeOf(Status);

    /// <summary>When to come back, in seconds.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>What went wrong and the fix, in one text.</summary>
    public string Message => Fix is null ? Detail : $"{Detail} {Fix}";

    public ProblemException AsException() => new(this);

    /// <summary>A model's failure. None is 503: some clients repeat that at once and for ever (FAILURES 33).</summary>
    public static Problem Of(StepError error) => error.Kind switch
    {
        StepErrorKind.BadInput or StepErrorKind.Unresolved => new(StatusCodes.Status400BadRequest, error.Message, error.Fix),
        StepErrorKind.CannotRun => new(StatusCodes.Status404NotFound, error.Message, error.Fix) { Code = "model_not_found" },
        StepErrorKind.Budget => new(StatusCodes.Status402PaymentRequired, error.Message, error.Fix),
        StepErrorKind.TimedOut => new(StatusCodes.Status504GatewayTimeout, error.Message, error.Fix),
        StepErrorKind.Unavailable when error.RetryAfterSeconds is { } seconds => new(StatusCodes.Status429TooManyRequests, error.Message, error.Fix)
        {
            RetryAfterSeconds = (int)Math.Clamp(Math.Ceiling(seconds), 1, 86_400),
        },
        StepErrorKind.Internal => new(StatusCodes.Status500InternalServerError, error.Message, error.Fix),
        _ => new(StatusCodes.Status502BadGateway, error.Message, error.Fix),
    };

    public static Problem NotFound(string what, string? fix = null) => new(StatusCodes.Status404NotFound, what, fix);

    public static Problem BadRequest(string what, string? fix = null) => new(StatusCodes.Status400BadRequest, what, fix);

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "invalid_request",
        StatusCodes.Status401Unauthorized => "invalid_api_key",
        StatusCodes.Status402PaymentRequired => "budget_exceeded",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status408RequestTimeout => "too_slow",
        StatusCodes.Status409Conflict => "conflict",
        StatusCodes.Status412PreconditionFailed => "changed_meanwhile",
        StatusCodes.Status413PayloadTooLarge => "too_large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        StatusCodes.Status421MisdirectedRequest => "wrong_host",
        StatusCodes.Status422UnprocessableEntity => "unprocessable",
        StatusCodes.Status428PreconditionRequired => "if_match_needed",
        StatusCodes.Status429TooManyRequests => "rate_limit_exceeded",
        StatusCodes.Status502BadGateway => "model_failed",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        StatusCodes.Status504GatewayTimeout => "timed_out",
        _ => status < 500 ? "refused" : "internal",
    };
}
