using System.Net;
using Microsoft.SemanticKernel;
using Planner.Chat;
using Planner.Inference;

namespace Planner.SemanticKernel;

/// <summary>What connectors throw, as Planner's failures.</summary>
internal static class KernelFailures
{
    /// <summary>Of the controller.</summary>
    public static ChatException OfChat(string model, Exception exception) => new(
        StatusOf(exception) switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ChatErrorKind.Unauthorized,
            HttpStatusCode.PaymentRequired => ChatErrorKind.OutOfCredit,
            HttpStatusCode.TooManyRequests => ChatErrorKind.Busy,
            HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout => ChatErrorKind.TimedOut,
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => ChatErrorKind.Refused,
            _ => exception is HttpRequestException or HttpOperationException ? ChatErrorKind.Unreachable : ChatErrorKind.Broken,
        },
        $"{model}: {exception.Message}",
        exception);

    /// <summary>Of a model.</summary>
    public static InferenceResult OfModel(string model, Exception exception) => InferenceResult.Failure(
        StatusOf(exception) switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => StepErrorKind.Unavailable,
            _ => exception is HttpRequestException ? StepErrorKind.Unavailable : StepErrorKind.Model,
        },
        $"{model} failed: {exception.Message}");

    private static HttpStatusCode? StatusOf(Exception? exception) => exception switch
    {
        HttpOperationException { StatusCode: { } status } => status,
        HttpRequestException { StatusCode: { } status } => status,
        null => null,

        // Connectors' own exceptions, such as that of OpenAI's client, have a number of that name and no type in common.
        _ => exception.GetType().GetProperty("Status")?.GetValue(exception) is int and not 0 and var status ? (HttpStatusCode)status : StatusOf(exception.InnerException),
    };
}
