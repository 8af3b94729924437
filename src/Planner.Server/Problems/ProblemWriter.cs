using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Planner.Artifacts;
using Planner.Planning;
using Planner.Runs;
using Planner.Server.Hosting;

namespace Planner.Server.Problems;

/// <summary>Turns what goes wrong in a request, and every refusal without a body, into an answer that says what, where and the fix.</summary>
internal sealed partial class ProblemWriter(RequestDelegate next, ILogger<ProblemWriter> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        Problem? problem;
        try
        {
            await next(context);
            problem = context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null } ? OfStatus(context) : null;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // The last place: a caller gets a problem and not a broken connection.
        catch (Exception exception) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            problem = Of(exception);
            if (problem is null)
            {
                RequestFaulted(logger, context.Request.Method, context.Request.Path, exception);
                problem = new Problem(StatusCodes.Status500InternalServerError, "Planner itself failed; its log has the details.", "Try again, or report it.");
            }
        }

        if (problem is not null)
        {
            await WriteAsync(context, problem);
        }
    }

    /// <summary>Answers with a problem.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        if (problem.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var (body, mediaType) = ProblemForms.For(context.Request.Path, problem);
        return context.WriteJsonAsync(body, mediaType);
    }

    private static Problem? Of(Exception exception) => exception switch
    {
        ProblemException known => known.Problem,
        BadRequestException or ArtifactException or PlanFormatException => Problem.BadRequest(exception.Message),
        JsonException json => Problem.BadRequest($"The body is not the JSON that is due: {json.Message}", "See /openapi/v1.json for its form."),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new(StatusCodes.Status413PayloadTooLarge, "The body is larger than is taken.", "Send less, or have Planner:Server:MaxUploadBytes or MaxJsonBytes raised."),
        BadHttpRequestException { InnerException: JsonException json } => Of(json),
        BadHttpRequestException http => new(http.StatusCode, http.Message),
        _ => null,
    };

    private static Problem OfStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problem.NotFound($"There is nothing at {context.Request.Path}.", "See /openapi/v1.json for what there is."),
        StatusCodes.Status405MethodNotAllowed => new(context.Response.StatusCode, $"{context.Request.Path} does not take {context.Request.Method}.", $"Use {context.Response.Headers.Allow}."),
        StatusCodes.Status415UnsupportedMediaType => new(context.Response.StatusCode, $"The body is '{context.Request.ContentType}'.", "Send application/json, or multipart/form-data where files are taken."),
        var status => new(status, "The request was refused."),
    };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed by a fault of Planner's own")]
    private static partial void RequestFaulted(ILogger logger, string method, string path, Exception exception);
}
